import { randomUUID } from 'node:crypto';
import type { LeadDesk, LeadSummary } from '../protocol.ts';
import { sendActivities } from './send.ts';

const ACTIONS = [
  { id: 'pricing_viewed', label: 'Visit the pricing page', title: 'Pricing', path: 'pricing', tags: [] },
  {
    id: 'content_viewed',
    label: 'Read an article',
    title: 'Why the close takes so long',
    path: 'blog/month-end-close',
    tags: ['close'],
  },
  {
    id: 'resource_downloaded',
    label: 'Download the month-end close checklist',
    title: 'Month-end close checklist',
    path: 'guides/month-end-close',
    tags: ['close'],
  },
  {
    id: 'webinar_registered',
    label: 'Register for the webinar',
    title: 'Close in five days',
    path: 'webinars/fast-close',
    tags: ['close'],
  },
  {
    id: 'webinar_attended',
    label: 'Attend the webinar',
    title: 'Close in five days',
    path: 'webinars/fast-close',
    tags: ['close'],
  },
  { id: 'email_clicked', label: 'Click an email', title: 'Newsletter', path: 'newsletter', tags: [] },
  { id: 'demo_requested', label: 'Request a demo', title: 'Demo request', path: 'demo', tags: [] },
  { id: 'careers_viewed', label: 'Look at careers', title: 'Careers', path: 'careers', tags: [] },
  { id: 'unsubscribed', label: 'Unsubscribe', title: 'Unsubscribe', path: 'unsubscribe', tags: [] },
];

/** The side panel: do something as a lead, told to the ingest endpoint over HTTP. A lead's key is its email. */
export function createLeadDesk({
  ingestUrl,
  secret,
  readLeads,
}: {
  ingestUrl: () => string; // known once Baton listens
  secret: string | null;
  readLeads: () => Promise<LeadSummary[]>;
}): LeadDesk {
  return {
    actions: ACTIONS.map(({ id, label }) => ({ id, label })),
    leads: readLeads,
    async act(lead, action) {
      const found = ACTIONS.find(({ id }) => id === action);
      if (!found) throw new Error(`there is no action ${action}`);
      const content = { title: found.title, url: `https://ledgerly.example/${found.path}`, tags: found.tags };
      await sendActivities(`${ingestUrl()}/v1/activities`, secret, [
        {
          id: `desk-${randomUUID()}`,
          type: action,
          at: new Date().toISOString(),
          lead: { email: lead },
          content,
        },
      ]);
    },
  };
}
