import { createHash, randomBytes } from 'node:crypto';

/** The same name gives the same id in every run, and a reader can tell whose it is: `U0ANA4K2P`. */
export function stableId(prefix: 'U' | 'C' | 'D' | 'S' | 'T' | 'A' | 'B', name: string): string {
  const slug = name
    .normalize('NFKD')
    .replaceAll(/[^A-Za-z0-9]/g, '')
    .toUpperCase()
    .slice(0, 10);
  return `${prefix}0${slug}${digest(name).slice(0, 5)}`;
}

export function randomId(prefix: string, length = 9): string {
  return prefix + digest(randomBytes(16).toString('hex')).slice(0, length);
}

/** What Slack gives a block that came without a `block_id`. */
export function blockId(): string {
  return randomBytes(4).toString('base64url').slice(0, 5);
}

function digest(text: string): string {
  const value = BigInt(`0x${createHash('sha256').update(text).digest('hex')}`);
  return value.toString(36).toUpperCase().padStart(49, '0');
}
