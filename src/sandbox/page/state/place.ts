/** Where somebody is on the page, and who they are: `#ana/sales/1700000000.000100`. The app's own place is `~app`. */
export interface Place {
  person: string; // handle
  channel: string; // name, or `~app`
  thread?: string;
}

export const appPlace = '~app';

const rememberedKey = 'workspace-place';

export function readPlace(hash: string): Place | undefined {
  const [person = '', channel = '', thread] = hash.replace(/^#/, '').split('/').map(decodeURIComponent);
  if (person === '') return undefined;
  return thread ? { person, channel, thread } : { person, channel };
}

export function writePlace({ person, channel, thread }: Place): string {
  return `#${[person, channel, ...(thread ? [thread] : [])].map(encodeURIComponent).join('/')}`;
}

/** Each tab keeps its own person over a reload, even when the address came without one. */
export function rememberPlace(place: Place): void {
  sessionStorage.setItem(rememberedKey, writePlace(place));
}

export function rememberedPlace(): Place | undefined {
  return readPlace(sessionStorage.getItem(rememberedKey) ?? '');
}
