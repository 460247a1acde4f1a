import { disposableEmailBlocklistSet } from 'disposable-email-domains-js';
import emailProviders from 'email-providers/all.json' with { type: 'json' };
import { getDomain } from 'tldts';

const FREE: ReadonlySet<string> = new Set(emailProviders);
const DISPOSABLE: ReadonlySet<string> = disposableEmailBlocklistSet();

export type EmailKind = 'work' | 'free' | 'disposable';

/** Whether an address is of an organisation, of a free mail provider, or made to be thrown away. */
export function emailKindOf(email: string): EmailKind {
  return domainKindOf(email.split('@').at(-1) ?? '');
}

function domainKindOf(domain: string): EmailKind {
  const registrable = registrableDomain(domain) ?? domain;
  if (DISPOSABLE.has(domain) || DISPOSABLE.has(registrable)) return 'disposable';
  return FREE.has(domain) || FREE.has(registrable) ? 'free' : 'work';
}

/**
 * The domain by which a company is known: what was said of it, else that of a work email; null for neither. A mail
 * provider's domain is nobody's company, whoever says it.
 */
export function companyDomain(email: string | null, said: string | null): string | null {
  for (const domain of [said, email?.split('@').at(-1)]) {
    const registrable = domain && domainKindOf(domain) === 'work' ? registrableDomain(domain) : null;
    if (registrable) return registrable;
  }
  return null;
}

/** `mail.acme.co.uk` -> `acme.co.uk`, by the public suffix list; null for what is no domain. */
function registrableDomain(domain: string): string | null {
  return getDomain(domain, { allowPrivateDomains: true });
}
