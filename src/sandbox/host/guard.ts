import type { IncomingMessage } from 'node:http';

/**
 * Only this machine may ask, and by a name of this machine: a web page elsewhere that points its own name here
 * (DNS rebinding) is turned away.
 */
export function isLocal(request: IncomingMessage): boolean {
  return isLoopback(request.headers.host ?? '');
}

/** A browser says which page a request comes from. Other pages than ours may not act here. */
export function isSameOrigin(request: IncomingMessage): boolean {
  const { origin, host } = request.headers;
  if (origin === undefined) return request.headers['sec-fetch-site'] !== 'cross-site';
  return URL.canParse(origin) && new URL(origin).host === host;
}

function isLoopback(host: string): boolean {
  const name = host.replace(/:\d+$/, '').toLowerCase();
  return (
    name === 'localhost' ||
    name.endsWith('.localhost') ||
    name === '[::1]' ||
    /^127(\.\d{1,3}){3}$/.test(name)
  );
}
