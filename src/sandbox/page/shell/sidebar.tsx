import type { ReactNode } from 'react';
import { Avatar } from '../base/avatar.tsx';
import { CheckIcon, ChevronIcon } from '../base/icons.tsx';
import { Menu } from '../base/menu.tsx';
import { usePage } from '../state/page-context.ts';
import { appPlace } from '../state/place.ts';
import { directMessage, namedChannels, unreadCount } from '../state/select.ts';
import { useDrawers } from './drawers.ts';

export function Sidebar({ current }: { current: string }) {
  const { state } = usePage();
  const { isSidebarOpen, setSidebar } = useDrawers();
  const direct = directMessage(state);
  const app = [...state.people.values()].find((person) => person.is_bot);
  return (
    <nav
      className={isSidebarOpen ? 'sidebar is-open' : 'sidebar'}
      aria-label="Workspace"
      onKeyDown={(event) => event.key === 'Escape' && setSidebar(false)}
    >
      <p className="workspace-name">
        <span className="workspace-mark" aria-hidden="true" /> Local
        <small>workspace on this machine</small>
      </p>
      <h2>Channels</h2>
      <ul>
        {namedChannels(state).map(({ id, name }) => (
          <Row key={id} to={name} isCurrent={current === id} unread={unreadCount(state, id)}>
            <span className="hash" aria-hidden="true">
              #
            </span>
            {name}
          </Row>
        ))}
      </ul>
      <h2>Direct messages</h2>
      <ul>
        {direct && (
          <Row to={direct.id} isCurrent={current === direct.id} unread={unreadCount(state, direct.id)}>
            <Avatar person={app} size={20} /> {app?.real_name}
          </Row>
        )}
        <Row to={appPlace} isCurrent={current === appPlace} unread={0}>
          <Avatar person={app} size={20} /> {app?.real_name ?? 'App'} · Home
        </Row>
      </ul>
      <PersonSwitch />
    </nav>
  );
}

interface RowProps {
  to: string;
  isCurrent: boolean;
  unread: number;
  children: ReactNode;
}

function Row({ to, isCurrent, unread, children }: RowProps) {
  const { go } = usePage();
  const { setSidebar } = useDrawers();
  return (
    <li>
      <button
        type="button"
        className={unread > 0 && !isCurrent ? 'row row-unread' : 'row'}
        aria-current={isCurrent ? 'page' : undefined}
        onClick={() => {
          go({ channel: to });
          setSidebar(false);
        }}
      >
        <span className="row-name">{children}</span>
        {unread > 0 && !isCurrent && (
          <span className="unread">
            {unread}
            <span className="only-read"> unread</span>
          </span>
        )}
      </button>
    </li>
  );
}

/** Who I am in this tab. */
function PersonSwitch() {
  const { state, go } = usePage();
  const me = state.people.get(state.me);
  const people = [...state.people.values()].filter((person) => !person.is_bot);
  const entries = people.map((person) => ({
    key: person.id,
    isCurrent: person.id === state.me,
    content: (
      <>
        <Avatar person={person} size={28} />
        <span className="person-name">
          {person.real_name}
          <small>{person.title}</small>
        </span>
        {person.id === state.me && <CheckIcon size={16} />}
      </>
    ),
    choose: () => go({ person: person.name }),
  }));
  return (
    <div className="person-switch">
      <Menu
        label="Switch person"
        entries={entries}
        buttonClass="person-button"
        button={
          <>
            <Avatar person={me} size={32} />
            <span className="only-read">You are </span>
            <span className="person-name">
              {me?.real_name} <small>{me?.title} · switch</small>
            </span>
            <ChevronIcon size={16} />
          </>
        }
      />
    </div>
  );
}
