import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';

/** A Slack that says which scopes it granted, as Slack does in a header of each answer, in front of one that does not. */
export async function startScopeHeader(
  slackApiUrl: string,
  granted: string[],
): Promise<{ apiUrl: string } & AsyncDisposable> {
  const server = createServer((request, response) => {
    void (async () => {
      const answer = await fetch(new URL(request.url?.replace(/^\/api\//, '') ?? '', slackApiUrl), {
        method: 'POST',
        headers: {
          authorization: request.headers.authorization ?? '',
          'content-type': request.headers['content-type'] ?? '',
        },
        body: await buffer(request),
      });
      response.writeHead(answer.status, {
        'content-type': 'application/json',
        'x-oauth-scopes': granted.join(','),
      });
      response.end(await answer.text());
    })();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return {
    apiUrl: `http://127.0.0.1:${port}/api/`,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
