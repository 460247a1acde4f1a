export const BATCH = 500;
const LEADS = 100; // of whom a batch tells five things each

export type Batch = ReturnType<typeof batch>;

/** Five hundred activities of a hundred leads, as a client posts them; their ids begin with `name`. */
export function batch(name: string, now: Date) {
  return Array.from({ length: BATCH }, (_, index) => ({
    id: `${name}-${index}`,
    type: ['content_viewed', 'resource_downloaded', 'pricing_viewed'][index % 3] ?? '',
    at: new Date(now.getTime() - index * 60_000).toISOString(),
    lead: { email: `lead${index % LEADS}@company${index % 20}.example`, name: `Lead ${index % LEADS}` },
    content: {
      title: `Page ${index % 30}`,
      url: `https://ledgerly.example/month-end/${index % 30}`,
      tags: ['close'],
    },
  }));
}
