import { useCallback, useEffect, useMemo, useState } from 'react';
import { ChannelPane } from '../channel/channel-pane.tsx';
import { HomePane } from '../channel/home-pane.tsx';
import { ThreadPane } from '../channel/thread-pane.tsx';
import { LeadDesk } from '../leads/lead-desk.tsx';
import { ModalStack } from '../modal/modal-stack.tsx';
import { DirectoryProvider } from '../state/directory.ts';
import type { MyAct } from '../state/page-context.ts';
import { PageProvider } from '../state/page-context.ts';
import type { PageState } from '../state/page-state.ts';
import { appPlace } from '../state/place.ts';
import type { Place } from '../state/place.ts';
import { allUnread, firstChannel } from '../state/select.ts';
import { sendAct } from '../state/send-act.ts';
import { usePlace } from '../state/use-place.ts';
import { useWorkspace } from '../state/use-workspace.ts';
import { DrawersProvider } from './drawers.ts';
import { NotYet } from './not-yet.tsx';
import { Sidebar } from './sidebar.tsx';
import { SkipLink } from './skip-link.tsx';
import { Welcome } from './welcome.tsx';

export function App() {
  const [place, go] = usePlace();
  const { state, status } = useWorkspace(place.person);
  // Until somebody else's workspace is there, one stays where one was: their place means another channel here.
  const [shown, setShown] = useState(place);
  if (shown !== place && state?.people.get(state.me)?.name === place.person) setShown(place);
  if (!state) return <NotYet status={status} go={go} />;
  return <Workspace state={state} place={shown} go={go} isGone={status === 'gone'} />;
}

interface WorkspaceProps {
  state: PageState;
  place: Place;
  go: (to: Partial<Place>) => void;
  isGone: boolean;
}

function Workspace({ state, place, go, isGone }: WorkspaceProps) {
  const [isSidebarOpen, setSidebar] = useState(false);
  const [areLeadsOpen, setLeads] = useState(() => innerWidth > 1000);
  const { me, people, channels } = state;
  const act = useCallback((what: MyAct) => sendAct({ ...what, user: me }), [me]);
  const page = useMemo(() => ({ state, place, go, act }), [state, place, go, act]);
  const directory = useMemo(() => ({ me, people, channels, go, act }), [me, people, channels, go, act]);
  const hasLeads = state.leadDesk !== undefined;
  const drawers = { isSidebarOpen, areLeadsOpen, hasLeads, setSidebar, setLeads };

  const app = [...people.values()].find((person) => person.is_bot)?.real_name ?? 'App';
  const named = [...channels.values()].find(({ id, name }) => place.channel === name || place.channel === id);
  const first = useFirstChannel(state);
  const channel = named ?? channels.get(first);
  const isHome = place.channel === appPlace;
  const title = isHome || channel?.kind === 'im' ? app : `#${channel?.name ?? ''}`;
  useTitle(title, allUnread(state));

  return (
    <PageProvider value={page}>
      <DirectoryProvider value={directory}>
        <DrawersProvider value={drawers}>
          <SkipLink />
          {isGone && (
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
              {isHome && <HomePane title={title} />}
              {!isHome && channel && <ChannelPane channel={channel} title={title} />}
            </div>
            {!isHome && channel && place.thread !== undefined && (
              <ThreadPane channel={channel} ts={place.thread} title={title} />
            )}
            {hasLeads && areLeadsOpen && <LeadDesk />}
          </div>
          <ModalStack />
        </DrawersProvider>
      </DirectoryProvider>
    </PageProvider>
  );
}

/** Where I begin, and stay: what I look at is read, and by that another channel would be the first that waits. */
function useFirstChannel(state: PageState): string {
  const { me, channels, messages } = state;
  const [chosen, setChosen] = useState({ me, channel: '' });
  const isChosen = chosen.me === me && channels.has(chosen.channel);
  const channel = isChosen ? chosen.channel : firstChannel(state);
  const hasMessages = (messages.get(channel)?.size ?? 0) > 0;
  useEffect(() => {
    if (!isChosen && hasMessages) setChosen({ me, channel });
  }, [isChosen, hasMessages, me, channel]);
  return channel;
}

function useTitle(title: string, unread: number): void {
  useEffect(() => {
    document.title = `${unread > 0 ? `(${unread}) ` : ''}${title} · Local workspace`;
  }, [title, unread]);
}
