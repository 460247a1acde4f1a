import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { WebSocket } from 'ws';
import type { Change, LeadDesk, LeadSummary } from '../protocol.ts';
import type { CommandOption } from '../options.ts';
import type { Team } from '../workspace/team.ts';
import { snapshotFor } from './snapshot.ts';

const leadsEveryMs = 1000;

export interface Live {
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer, user: string): void;
  stop(): void;
}

/** Keeps every open page up to date: a snapshot at first, then each change that its person may see. */
export function createLive(
  team: Team,
  commands: readonly CommandOption[],
  leadDesk: LeadDesk | undefined,
): Live {
  const server = new WebSocketServer({ noServer: true });
  const pages = new Map<WebSocket, string>();
  let leads: LeadSummary[] = [];
  let lastLeads = '[]';
  let isAsking = false;

  const unsubscribe = team.changes.subscribe((change, to) => {
    for (const [socket, user] of pages) if (to === 'all' || to.includes(user)) send(socket, change);
  });

  // Nobody tells us when a score moves, so we ask, while somebody looks.
  async function askForLeads(): Promise<void> {
    if (!leadDesk || pages.size === 0 || isAsking) return;
    isAsking = true;
    try {
      leads = await leadDesk.leads();
      const text = JSON.stringify(leads);
      if (text === lastLeads) return;
      lastLeads = text;
      for (const socket of pages.keys()) send(socket, { type: 'leads', leads });
    } catch {
      // The panel keeps what it showed; the next second asks again.
    } finally {
      isAsking = false;
    }
  }
  const timer = setInterval(() => void askForLeads(), leadsEveryMs);
  timer.unref();

  return {
    upgrade(request, socket, head, user) {
      if (!team.people.has(user))
        return void socket.end('HTTP/1.1 404 Not Found\r\nConnection: close\r\n\r\n');
      server.handleUpgrade(request, socket, head, (page) => {
        page.send(
          JSON.stringify(snapshotFor(team, user, commands, leadDesk && { actions: leadDesk.actions, leads })),
        );
        pages.set(page, user);
        page.on('close', () => pages.delete(page));
        page.on('error', () => page.terminate());
        void askForLeads();
      });
    },
    stop() {
      clearInterval(timer);
      unsubscribe();
      for (const page of pages.keys()) page.terminate();
      server.close();
    },
  };
}

function send(socket: WebSocket, change: Change): void {
  if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(change));
}
