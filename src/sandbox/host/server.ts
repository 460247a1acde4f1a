import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import type { CallLog } from '../calls.ts';
import type { WorkspaceOptions } from '../options.ts';
import type { ActResult, PersonAct } from '../protocol.ts';
import type { Slack } from '../slack.ts';
import { answerApi } from './api-routes.ts';
import { TooLarge } from './body.ts';
import { sendFile, takeUpload } from './file-routes.ts';
import { isLocal, isSameOrigin } from './guard.ts';
import type { Live } from './live.ts';
import type { PageBundle } from './page-bundle.ts';
import { answerAct, sendPage } from './page-routes.ts';
import { answerRespond } from './respond-route.ts';
import { sendText } from './send.ts';

interface Served {
  slack: Slack;
  calls: CallLog;
  live: Live;
  bundle: PageBundle;
  act(what: PersonAct): Promise<ActResult>;
}

/** Lets this server answer for the workspace. */
export function serve(server: Server, served: Served, log: WorkspaceOptions['log']): void {
  server.on('request', (request, response) => {
    handle(served, request, response).catch((error: unknown) => {
      log?.('a request to the local workspace failed', { err: error, path: request.url });
      if (!response.headersSent) response.writeHead(500).end('Internal Server Error');
      else response.destroy();
    });
  });
  server.on('upgrade', (request, socket, head) => upgrade(served, request, socket, head));
}

/** Handles one request: the API for the app, the page for people. */
async function handle(served: Served, request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (!isLocal(request))
    return sendText(response, 421, 'This workspace answers to names of this machine only.');
  const { pathname } = new URL(request.url ?? '/', 'http://local');
  const [, area = '', key = ''] = pathname.split('/');
  const isPost = request.method === 'POST';
  try {
    if (area === 'api') return await answerApi(served.slack, served.calls, request, response, key);
    if (area === 'respond' && isPost) return await answerRespond(served.slack, request, response, key);
    if (area === 'upload' && isPost) return await takeUpload(served.slack, request, response, key);
    if (pathname === '/page/act' && isPost)
      return await answerAct(request, response, (what) => served.act(what));
    if (request.method !== 'GET') return sendText(response, 405, 'method not allowed');
    if (area === 'files') return sendFile(served.slack, response, key);
    if (area === 'archives') return void response.writeHead(302, { location: '/' }).end();
    if (pathname === '/' || area === 'page') return await sendPage(response, served.bundle, pathname);
    sendText(response, 404, 'not found');
  } catch (error) {
    if (error instanceof TooLarge) return sendText(response, 413, 'too large');
    throw error;
  }
}

/** Hands a WebSocket to whom it is for: the app's Socket Mode, or a page. */
function upgrade({ slack, live }: Served, request: IncomingMessage, socket: Duplex, head: Buffer): void {
  socket.on('error', () => socket.destroy());
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://local');
  const isOffline = slack.faults.settings.offline === true;
  if (pathname === '/socket' && isLocal(request) && slack.sockets && !isOffline) {
    slack.sockets.upgrade(request, socket, head, searchParams.get('ticket') ?? '');
  } else if (pathname === '/page/live' && isLocal(request) && isSameOrigin(request)) {
    live.upgrade(request, socket, head, searchParams.get('user') ?? '');
  } else socket.end('HTTP/1.1 403 Forbidden\r\nConnection: close\r\n\r\n');
}

/** Listens on this machine alone. */
export async function listen(port: number): Promise<{ server: Server; port: number }> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
  return { server, port: (server.address() as AddressInfo).port };
}

export async function shut(server: Server): Promise<void> {
  await new Promise<void>((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
