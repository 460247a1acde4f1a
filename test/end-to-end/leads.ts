import { MONDAY } from './start.ts';

let count = 0;

/** An activity of Jane Doe, VP Finance of a manufacturer in Germany, so many days before the test's Monday. */
export function janes(type: string, daysAgo: number, content: object | null = null, lead: object = {}) {
  count += 1;
  return {
    id: `activity-${count}`,
    type,
    at: new Date(MONDAY.getTime() - daysAgo * 86_400_000).toISOString(),
    lead: { ...JANE, ...lead },
    ...(content && { content }),
  };
}

export const JANE = {
  email: 'jane@acme.example',
  name: 'Jane Doe',
  role: 'VP Finance',
  country: 'DE',
  company: { name: 'Acme GmbH', industry: 'manufacturing', employees: 800, country: 'DE' },
  source: { channel: 'linkedin', campaign: 'close-faster' },
};

export const CHECKLIST = {
  title: 'Month-end close checklist',
  url: 'https://ledgerly.example/guides/month-end-close',
  tags: ['close'],
};

export const FAST_CLOSE = {
  title: 'Close in five days',
  url: 'https://ledgerly.example/webinars/fast-close',
};

/** What makes Jane ready: a guide and two more meaningful actions within three days. */
export function janeIsReady(lead: object = {}) {
  return [
    janes('resource_downloaded', 3, CHECKLIST, lead),
    janes('webinar_attended', 2, FAST_CLOSE, lead),
    janes('pricing_viewed', 1, null, lead),
  ];
}
