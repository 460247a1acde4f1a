import type { ReactNode } from 'react';
import { LeadIcon, MenuIcon } from '../base/icons.tsx';
import { useDrawers } from '../shell/drawers.ts';

/** The head of the middle pane, with what opens the drawers beside it. */
export function PaneHead({ title, children }: { title: string; children?: ReactNode }) {
  const { isSidebarOpen, areLeadsOpen, hasLeads, setSidebar, setLeads } = useDrawers();
  return (
    <header className="pane-head">
      <button
        type="button"
        className="plain-button narrow-only"
        aria-label="Channels"
        aria-expanded={isSidebarOpen}
        onClick={() => setSidebar(!isSidebarOpen)}
      >
        <MenuIcon />
      </button>
      <div className="pane-title">
        <h1>{title}</h1>
        <div className="muted">{children}</div>
      </div>
      {hasLeads && (
        <button
          type="button"
          className="button lead-toggle"
          aria-label="Act as a lead"
          aria-expanded={areLeadsOpen}
          onClick={() => setLeads(!areLeadsOpen)}
        >
          <LeadIcon /> <span className="wide-only">Act as a lead</span>
        </button>
      )}
    </header>
  );
}
