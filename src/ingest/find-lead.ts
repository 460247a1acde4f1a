import type { ActivityInput } from './activity-input.ts';
import { type BookedLead, companySaidAt, type Identity, identitiesOf, type LeadBook } from './lead-book.ts';
import { mergeFacts } from './profile.ts';

/**
 * Finds or makes the lead of an activity, joins those it shows to be one, and ties its identities to them. Email, user id
 * and CRM id are strong: who shares one is one person. An anonymous id is weak, for several people may use one device: it
 * joins nobody who has a strong identity of a kind of which this lead has another. Then it moves on to this lead,
 * unless the activity is older than what the other did last.
 */
export function findLead(book: LeadBook, activity: ActivityInput): BookedLead {
  const said = identitiesOf(activity);
  const strong = said.filter(({ isStrong }) => isStrong);
  const kinds = strong.map(({ kind }) => kind);
  let lead = leadsOf(book, strong).reduce<BookedLead | null>((one, other) => joined(book, one, other), null);
  const moved = [...strong];
  for (const weak of said.filter(({ isStrong }) => !isStrong)) {
    const [holder] = leadsOf(book, [weak]);
    const isOther = holder && kinds.length > 0 && holder !== lead && differ(holder, lead, kinds);
    if (holder && !isOther) lead = joined(book, lead, holder);
    if (!isOther || activity.at.getTime() >= (holder.lastActivityAt ?? 0)) moved.push(weak);
  }
  lead ??= book.newLead();
  for (const { key } of moved) book.identities.set(key, lead.id);
  for (const kind of kinds) lead.strongKinds.add(kind);
  return lead;
}

/** Whether both have strong identities of one kind. They are not the same, or both would be one lead already. */
function differ(holder: BookedLead, lead: BookedLead | null, kinds: string[]): boolean {
  return [...kinds, ...(lead?.strongKinds ?? [])].some((kind) => holder.strongKinds.has(kind));
}

function leadsOf(book: LeadBook, identities: Identity[]): BookedLead[] {
  const leads = new Set<BookedLead>();
  for (const { key } of identities) {
    const id = book.identities.get(key);
    const lead = id && book.leads.get(book.current(id));
    if (lead) leads.add(lead);
  }
  return [...leads];
}

/** The two as one: the one whose email is known stays, else the older. */
function joined(book: LeadBook, one: BookedLead | null, other: BookedLead): BookedLead {
  if (!one || one === other) return other;
  const isOneFirst = (one.email !== null) === (other.email !== null) ? one.id < other.id : one.email !== null;
  const [stays, goes] = isOneFirst ? [one, other] : [other, one];
  join(book, stays, goes);
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
  for (const kind of goes.strongKinds) stays.strongKinds.add(kind);
  book.merged.set(goes.id, stays.id);
  book.leads.delete(goes.id);
  for (const [key, id] of book.identities) if (id === goes.id) book.identities.set(key, stays.id);
  for (const [activityId, id] of book.leadOfActivity)
    if (id === goes.id) book.leadOfActivity.set(activityId, stays.id);
}
