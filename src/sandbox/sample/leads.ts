/** Made-up leads: some ready to be handed over, others not, and why. Steps: days ago, type, title, path, tag. */
type Step = [daysAgo: number, type: string, title?: string, path?: string, tag?: string];
interface Sample {
  email: string;
  name: string;
  role: string | null;
  country: string;
  company: [name: string, industry: string, employees: number] | null;
  channel: string | null;
  steps: Step[];
  tags?: string[];
}

const CHECKLIST = [
  'resource_downloaded',
  'Month-end close checklist',
  'guides/month-end-close',
  'close',
] as const;
const INTERCO = ['resource_downloaded', 'Intercompany guide', 'guides/intercompany', 'intercompany'] as const;
const WEBINAR = ['webinar_attended', 'Close in five days', 'webinars/fast-close', 'close'] as const;
const SIGN_UP = ['webinar_registered', 'Close in five days', 'webinars/fast-close', 'close'] as const;
const AUDIT = ['resource_downloaded', 'Audit checklist', 'guides/audit-checklist', 'audit'] as const;
const ARTICLE = ['content_viewed', 'Why the close takes so long', 'blog/month-end-close', 'close'] as const;
const PRICING = ['pricing_viewed', 'Pricing', 'pricing'] as const;
const DEMO = ['demo_requested', 'Demo request', 'demo'] as const;

const SAMPLES: Sample[] = [
  {
    email: 'amira.khan@northquay.example',
    name: 'Amira Khan',
    role: 'VP Finance',
    country: 'GB',
    company: ['Northquay Logistics', 'logistics', 900],
    channel: 'linkedin',
    steps: [
      [4, ...ARTICLE],
      [3, ...INTERCO],
      [2, ...SIGN_UP],
      [1, ...WEBINAR],
      [0.2, ...PRICING],
    ],
  },
  {
    email: 'lukas.huber@alpenwerk.example',
    name: 'Lukas Huber',
    role: 'Head of Finance',
    country: 'AT',
    company: ['Alpenwerk AG', 'manufacturing', 650],
    channel: 'search',
    steps: [
      [70, ...ARTICLE],
      [62, ...AUDIT],
      [1, ...AUDIT],
      [0.3, ...PRICING],
      [0.2, ...CHECKLIST],
    ],
  },
  {
    email: 'zoe.muller@helvetrade.example',
    name: 'Zoë Müller',
    role: 'Financial Controller',
    country: 'CH',
    company: ['Helvetrade SA', 'wholesale', 420],
    channel: 'webinar',
    steps: [
      [5, ...SIGN_UP],
      [2, ...WEBINAR],
      [1, ...CHECKLIST],
    ],
  },
  {
    email: 'noe.favre@helvetrade.example',
    name: 'Noé Favre',
    role: 'Finance Director',
    country: 'CH',
    company: ['Helvetrade SA', 'wholesale', 420],
    channel: 'webinar',
    steps: [
      [2, ...WEBINAR],
      [0.5, ...PRICING],
      [0.4, ...INTERCO],
    ],
  },
  {
    email: 'ida.roth@helvetrade.example',
    name: 'Ida Roth',
    role: 'Accountant',
    country: 'CH',
    company: ['Helvetrade SA', 'wholesale', 420],
    channel: 'webinar',
    steps: [[1, ...ARTICLE]],
  },
  {
    email: 'tom.student@gmail.com',
    name: 'Tom Baker',
    role: 'Student',
    country: 'GB',
    company: null,
    channel: 'search',
    steps: [
      [3, ...CHECKLIST],
      [1, ...ARTICLE],
    ],
  },
  {
    email: 'eve@rival-ledger.example',
    name: 'Eve Stone',
    role: 'CFO',
    country: 'US',
    company: ['Rival Ledger', 'software', 300],
    channel: 'search',
    steps: [
      [2, ...PRICING],
      [1, ...WEBINAR],
    ],
  },
  {
    email: 'j.okafor@portside.example',
    name: 'Jude Okafor',
    role: null,
    country: 'GB',
    company: ['Portside Freight', 'logistics', 300],
    channel: 'email',
    steps: [
      [2, ...WEBINAR],
      [1, ...PRICING],
    ],
  },
  {
    email: 'mina.sato@oldmill.example',
    name: 'Mina Sato',
    role: 'CFO',
    country: 'DE',
    company: ['Oldmill GmbH', 'manufacturing', 700],
    channel: 'linkedin',
    steps: [[120, ...CHECKLIST]],
  },
  {
    email: 'paul.weiss@kessel.example',
    name: 'Paul Weiß',
    role: 'Controller',
    country: 'DE',
    company: ['Kessel KG', 'wholesale', 260],
    channel: 'email',
    steps: [
      [6, ...CHECKLIST],
      [1, 'unsubscribed'],
    ],
  },
  {
    email: 'jorg.brandt@brandt-guss.example',
    name: 'Jörg Brandt',
    role: 'CFO',
    country: 'DE',
    company: ['Brandt Guss GmbH', 'manufacturing', 800],
    channel: 'linkedin',
    steps: [
      [6, ...ARTICLE],
      [4, ...CHECKLIST],
      [1, ...PRICING],
      [0.01, ...DEMO],
    ],
  },
];

/** The sample as POST /v1/activities takes it, oldest first. Ids stay, so a restart duplicates nothing. */
export function sampleActivities(now: number) {
  const all = SAMPLES.flatMap(({ company, channel, steps, ...lead }) =>
    steps.map(([daysAgo, type, title, path, tag], index) => ({
      id: `sample-${lead.email}-${index + 1}`,
      type,
      at: new Date(now - daysAgo * 86_400_000).toISOString(),
      lead: {
        ...lead,
        ...(company && {
          company: {
            name: company[0],
            domain: lead.email.split('@')[1],
            industry: company[1],
            employees: company[2],
            country: lead.country,
          },
        }),
        ...(channel && { source: { channel, campaign: 'close-faster' } }),
      },
      ...(title && { content: { title, url: `https://ledgerly.example/${path}`, tags: tag ? [tag] : [] } }),
    })),
  );
  return all.sort((a, b) => a.at.localeCompare(b.at));
}
