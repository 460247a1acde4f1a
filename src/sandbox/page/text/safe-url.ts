/** An address that a click may open: over https, or in this workspace itself; nothing for `javascript:` and the like. */
export function safeUrl(url: string): string | undefined {
  if (!URL.canParse(url, location.origin)) return undefined;
  const { protocol, origin, href } = new URL(url, location.origin);
  return protocol === 'https:' || origin === location.origin ? href : undefined;
}

/** An address of a picture: from this workspace, or from the web. */
export function safeImage(url: string | undefined): string | undefined {
  const href = url === undefined ? undefined : safeUrl(url);
  return href?.startsWith('http') ? href : undefined;
}

export interface Permalink {
  channel: string;
  ts: string;
}

/** Reads `/archives/C.../p1700000000000100` of this workspace, which leads to a place in this page. */
export function readPermalink(url: string): Permalink | undefined {
  const { origin, pathname } = new URL(url);
  const found = /^\/archives\/([CDG]\w+)\/p(\d+)(\d{6})$/.exec(pathname);
  if (origin !== location.origin || !found) return undefined;
  return { channel: found[1] ?? '', ts: `${found[2]}.${found[3]}` };
}
