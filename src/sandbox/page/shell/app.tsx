import { useCallback, useMemo, useState } from 'react';
import { ChannelPane } from '../channel/channel-pane.tsx';
import { HomePane } from '../channel/home-pane.tsx';
import { ThreadPane } from '../channel/thread-pane.tsx';
import { LeadDesk } from '../leads/lead-desk.tsx';
import { ModalStack } from '../modal/modal-stack.tsx';
import type { MyAct } from '../state/page-context.ts';
import { PageProvider } from '../state/page-context.ts';
import { appPlace } from '../state/place.ts';
import { firstChannel } from '../state/select.ts';
import { sendAct } from '../state/send-act.ts';
import { usePlace } from '../state/use-place.ts';
import { useWorkspace } from '../state/use-workspace.ts';
import { DrawersProvider } from './drawers.ts';
import { Sidebar } from './sidebar.tsx';
import { Welcome } from './welcome.tsx';

export function App() {
  const [place, go] = usePlace();
  const { state, status } = useWorkspace(place.person);
  const [isSidebarOpen, setSidebar] = useState(false);
  const [areLeadsOpen, setLeads] = useState(() => innerWidth > 1000);
  const me = state?.me ?? '';
  const act = useCallback((what: MyAct) => sendAct({ ...what, user: me }), [me]);
  const page = useMemo(() => state && { state, place, go, act }, [state, place, go, act]);
  const hasLeads = state?.leadDesk !== undefined;
  const drawers = { isSidebarOpen, areLeadsOpen, hasLeads, setSidebar, setLeads };

  if (!state || !page) {
    return (
      <p className="empty" role="status">
        {status === 'gone' ? 'The workspace cannot be reached. Trying again…' : 'Opening the workspace…'}
      </p>
    );
  }
  const app = [...state.people.values()].find((person) => person.is_bot);
  const named = [...state.channels.values()].find(
    ({ id, name }) => place.channel === name || place.channel === id,
  );
  const channel = named ?? state.channels.get(firstChannel(state));
  const title = channel?.kind === 'im' ? (app?.real_name ?? 'App') : `#${channel?.name ?? ''}`;
  const isHome = place.channel === appPlace;
  return (
    <PageProvider value={page}>
      <DrawersProvider value={drawers}>
        {status === 'gone' && (
          <p className="banner" role="status">
            Connection lost. Trying again…
          </p>
        )}
        <div className={place.thread === undefined ? 'shell' : 'shell has-thread'}>
          <Sidebar current={isHome ? appPlace : (channel?.id ?? '')} />
          {isSidebarOpen && (
            <button className="veil" aria-label="Close channels" onClick={() => setSidebar(false)} />
          )}
          <div className="middle">
            <Welcome />
            {isHome && <HomePane title={app?.real_name ?? 'App'} />}
            {!isHome && channel && <ChannelPane channel={channel} title={title} />}
          </div>
          {!isHome && channel && place.thread !== undefined && (
            <ThreadPane channel={channel} ts={place.thread} title={title} />
          )}
          {hasLeads && areLeadsOpen && <LeadDesk />}
        </div>
        <ModalStack />
      </DrawersProvider>
    </PageProvider>
  );
}
