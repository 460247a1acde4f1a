import type { Playbook } from '../playbook/schema.ts';
import { addActivity, isOutOfOrder, type ScoredActivity } from '../scoring/interest.ts';
import type { ActivityInput } from './activity-input.ts';
import { findLead } from './find-lead.ts';
import { type BookedLead, companySaidAt, domainOf, type LeadBook } from './lead-book.ts';
import { mergeFacts } from './profile.ts';
import { readContent } from './stored-content.ts';

/** Finds or makes the activity's lead and takes in what it says of them. */
export function applyActivity(book: LeadBook, activity: ActivityInput, playbook: Playbook): BookedLead {
  const lead = findLead(book, activity);
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
