import { disposableEmailBlocklistSet } from 'disposable-email-domains-js';
import emailProviders from 'email-providers/all.json' with { type: 'json' };
import { getDomain } from 'tldts';

const FREE: ReadonlySet<string> = new Set(emailProviders);
const DISPOSABLE: ReadonlySet<string> = disposableEmailBlocklistSet();

export type EmailKind = 'work' | 'free' | 'disposable';

/** Whether an address is of an organisation, of a free mail provider, or made to be thrown away. */
export function emailKindOf(email: string): EmailKind {
  return lookUp(domainOfEmail(email)).kind;
}

/**
 * The domain by which a company is known: what was said of it, else that of a work email; null for neither. A mail
 * provider's domain is nobody's company, whoever says it.
 */
export function companyDomain(email: string | null, said: string | null): string | null {
  for (const domain of [said, email && domainOfEmail(email)]) {
    if (!domain) continue;
    const { kind, registrable } = lookUp(domain);
    if (kind === 'work' && registrable) return registrable;
  }
  return null;
}

function domainOfEmail(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1);
}

interface Known {
  kind: EmailKind;
  registrable: string | null; // `mail.acme.co.uk` -> `acme.co.uk`, by the public suffix list; null for what is no domain
}

/** Activity comes from the same domains again and again, and the public suffix list is long. */
const lately = new Map<string, Known>();
const MOST_KEPT = 10_000;

function lookUp(domain: string): Known {
  const before = lately.get(domain);
  if (before) return before;
  const registrable = getDomain(domain, { allowPrivateDomains: true });
  const known = { kind: kindOf([domain, registrable ?? domain]), registrable };
  if (lately.size >= MOST_KEPT) lately.clear();
  lately.set(domain, known);
  return known;
}

function kindOf(names: string[]): EmailKind {
  if (names.some((name) => DISPOSABLE.has(name))) return 'disposable';
  return names.some((name) => FREE.has(name)) ? 'free' : 'work';
}
