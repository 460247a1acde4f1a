import type { Playbook } from '../playbook/schema.ts';
import { addActivity, isOutOfOrder, type ScoredActivity } from '../scoring/interest.ts';
import type { ActivityInput } from './activity-input.ts';
import { type BookedLead, domainOf, identityKeys, type LeadBook } from './lead-book.ts';
import { mergeFacts } from './profile.ts';
import { readContent } from './stored-content.ts';

/** Finds or makes the activity's lead, joins those it shows to be one, and takes in what it says of them. */
export function applyActivity(book: LeadBook, activity: ActivityInput, playbook: Playbook): BookedLead {
  const keys = identityKeys(activity);
  const lead = findLead(book, keys);
  for (const key of keys) book.identities.set(key, lead.id);
  book.leadOfActivity.set(activity.id, lead.id);

  const { lead: said } = activity;
  const at = activity.at.getTime();
  lead.facts = mergeFacts(
    lead.facts,
    {
      name: said.name,
      email: said.email,
      role: said.role,
      phone: said.phone,
      country: said.country,
      tags: said.tags,
      company: said.company?.name,
    },
    at,
  );
  const email = lead.facts['email']?.value;
  if (typeof email === 'string') lead.email = email;
  takeSource(lead, said.source ?? null, at);
  takeCompany(book, lead, activity, at);
  lead.lastActivityAt = Math.max(lead.lastActivityAt ?? at, at);
  const scored = asScored(activity);
  lead.stale ||= isOutOfOrder(lead.interest, scored, playbook);
  lead.interest = addActivity(lead.interest, scored, playbook);
  return lead;
}

function asScored({ id, type, at, content }: ActivityInput): ScoredActivity {
  return { id, type, at: at.getTime(), content: readContent(content ?? null) };
}

/** The lead with one of these identities; several become one, the one whose email is known first of all. */
function findLead(book: LeadBook, keys: string[]): BookedLead {
  const ids = new Set(keys.flatMap((key) => book.identities.get(key) ?? []).map((id) => book.current(id)));
  const found = [...ids].flatMap((id) => book.leads.get(id) ?? []);
  const [stays, ...go] = found.toSorted(
    (a, b) => Number(b.email !== null) - Number(a.email !== null) || a.id.localeCompare(b.id),
  );
  if (!stays) return book.newLead();
  for (const other of go) join(book, stays, other);
  return stays;
}

/** Makes two leads one: the past of the other comes along, its interest is folded anew from both. */
function join(book: LeadBook, stays: BookedLead, goes: BookedLead): void {
  if (goes.companyId && companySaidAt(goes) > companySaidAt(stays)) stays.companyId = goes.companyId;
  for (const [name, { value, at }] of Object.entries(goes.facts)) {
    if (name !== 'source') stays.facts = mergeFacts(stays.facts, { [name]: value }, at);
  }
  if (goes.sourceAt < stays.sourceAt) {
    stays.sourceAt = goes.sourceAt;
    stays.sourceChannel = goes.sourceChannel;
    stays.sourceCampaign = goes.sourceCampaign;
    if (goes.facts['source']) stays.facts = { ...stays.facts, source: goes.facts['source'] };
  }
  stays.companyId ??= goes.companyId;
  stays.lastActivityAt = Math.max(stays.lastActivityAt ?? 0, goes.lastActivityAt ?? 0) || null;
  stays.stale = true;
  book.merged.set(goes.id, stays.id);
  book.leads.delete(goes.id);
  for (const [key, id] of book.identities) if (id === goes.id) book.identities.set(key, stays.id);
  for (const [activityId, id] of book.leadOfActivity)
    if (id === goes.id) book.leadOfActivity.set(activityId, stays.id);
}

/** Where they came from is the first source by the time of the activity that said it. */
function takeSource(
  lead: BookedLead,
  source: { channel?: string | null | undefined; campaign?: string | null | undefined } | null,
  at: number,
): void {
  if (!source || (!source.channel && !source.campaign) || at >= lead.sourceAt) return;
  lead.sourceAt = at;
  lead.sourceChannel = source.channel ?? null;
  lead.sourceCampaign = source.campaign ?? null;
  lead.facts = { ...lead.facts, source: { value: source.channel ?? source.campaign ?? '', at } };
}

function takeCompany(book: LeadBook, lead: BookedLead, activity: ActivityInput, at: number): void {
  const domain = domainOf(activity);
  if (!domain) return;
  const company = book.companies.get(domain) ?? book.newCompany(domain);
  const { name, industry, employees, country } = activity.lead.company ?? {};
  const facts = mergeFacts(company.facts, { name, industry, employees, country }, at);
  company.changed ||= facts !== company.facts;
  company.facts = facts;
  if (at < companySaidAt(lead)) return;
  lead.facts = mergeFacts(lead.facts, { domain }, at);
  lead.companyId = company.id;
}

/** When the company that a lead is of was last said: late news of an old employer does not bring them back. */
function companySaidAt({ facts }: BookedLead): number {
  return facts['domain']?.at ?? Number.NEGATIVE_INFINITY;
}
