/**
 * The id that this workspace gives a person of this handle, unless its options say otherwise. The page needs it once:
 * to say who it is before it has been told of anybody. (The server's own is in `workspace/ids.ts`.)
 */
export async function stableUserId(handle: string): Promise<string> {
  const slug = handle
    .normalize('NFKD')
    .replaceAll(/[^A-Za-z0-9]/g, '')
    .toUpperCase()
    .slice(0, 10);
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(handle)));
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  const digest = BigInt(`0x${hex}`).toString(36).toUpperCase().padStart(49, '0');
  return `U0${slug}${digest.slice(0, 5)}`;
}
