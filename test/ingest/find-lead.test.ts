import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type ActivityInput, parseActivities } from '../../src/ingest/activity-input.ts';
import { applyActivity } from '../../src/ingest/apply-activity.ts';
import { createLeadBook, identitiesOf } from '../../src/ingest/lead-book.ts';
import { examplePlaybook } from '../scoring/example.ts';

const NOW = new Date('2026-03-02T09:00:00Z');
const playbook = examplePlaybook();

interface Said {
  email?: string;
  user_id?: string;
  crm_id?: string;
  anonymous_id?: string;
}

/** What arrives, in this order; `minute` is when it happened. */
function arrive(story: { lead: Said; minute?: number }[]) {
  const batch = story.map(({ lead, minute }, index) => ({
    id: String(index),
    type: 'content_viewed',
    at: new Date(NOW.getTime() - 86_400_000 + (minute ?? index) * 60_000).toISOString(),
    lead,
  }));
  const { activities, rejected } = parseActivities(batch, NOW);
  expect(rejected).toEqual([]);
  const book = createLeadBook();
  for (const activity of activities) applyActivity(book, activity, playbook);
  const leadOf = (key: string) => book.current(book.identities.get(key) ?? '');
  const leadOfActivity = ({ id }: ActivityInput) => book.current(book.leadOfActivity.get(id) ?? '');
  const keysOf = (leadId: string) => [...book.identities.keys()].filter((key) => leadOf(key) === leadId);
  return { activities, book, leadOf, leadOfActivity, keysOf };
}

const one = (prefix: string, most: number) => fc.integer({ min: 1, max: most }).map((n) => `${prefix}${n}`);
const email = one('lead', 3).map((name) => `${name}@acme.example`);
const anonymous_id = one('device', 2);
const minute = fc.integer({ min: 0, max: 60 });
const anyone = fc.record(
  { email, user_id: one('user', 2), crm_id: one('crm', 2), anonymous_id },
  { requiredKeys: [] },
);
const stories = fc.array(fc.record({ lead: anyone.filter((lead) => Object.keys(lead).length > 0), minute }), {
  maxLength: 12,
});
const onDevices = fc.array(
  fc.record({
    lead: fc.oneof(fc.record({ email }), fc.record({ anonymous_id }), fc.record({ email, anonymous_id })),
    minute,
  }),
  { maxLength: 12 },
);

test('in whatever order things arrive, no identity is lost, no activity strays and no email has two leads', () => {
  fc.assert(
    fc.property(stories, (story) => {
      const { activities, book, leadOf, leadOfActivity, keysOf } = arrive(story);
      for (const activity of activities) {
        const owner = leadOfActivity(activity);
        expect(book.leads.has(owner)).toBe(true);
        const said = identitiesOf(activity);
        expect(said.filter(({ key }) => !book.leads.has(leadOf(key)))).toEqual([]);
        expect(said.filter(({ key, isStrong }) => isStrong && leadOf(key) !== owner)).toEqual([]);
      }
      for (const { id, email: known, strongKinds } of book.leads.values()) {
        const keys = keysOf(id);
        const strong = keys.filter((key) => !key.startsWith('anonymous_id'));
        expect(keys.length).toBeGreaterThan(0);
        expect(strongKinds).toEqual(new Set(strong.map((key) => key.split(' ')[0])));
        expect(known ? keys.includes(`email ${known}`) : !strongKinds.has('email')).toBe(true);
      }
    }),
  );
});

test('a device that several use makes no two emails one lead, and one that only one uses brings its past along', () => {
  fc.assert(
    fc.property(onDevices, (story) => {
      const { activities, leadOf, leadOfActivity } = arrive(story);
      const emails = new Set(story.flatMap(({ lead }) => ('email' in lead ? lead.email : [])));
      expect(new Set([...emails].map((said) => leadOf(`email ${said}`))).size).toBe(emails.size);
      const byDevice = Map.groupBy(activities, ({ lead }) => lead.anonymous_id ?? null);
      byDevice.delete(null);
      const ofOneUser = [...byDevice.values()].filter(
        (here) => new Set(here.flatMap(({ lead }) => lead.email ?? [])).size <= 1,
      );
      for (const here of ofOneUser) expect(new Set(here.map(leadOfActivity)).size).toBe(1);
    }),
  );
});

test('a shared device follows who used it last; news from before takes it back from nobody', () => {
  const [jane, max] = [
    { email: 'jane@acme.example', anonymous_id: 'd' },
    { email: 'max@acme.example', anonymous_id: 'd' },
  ];
  const { activities, leadOf, leadOfActivity } = arrive([
    { lead: { anonymous_id: 'd' }, minute: 0 },
    { lead: jane, minute: 1 },
    { lead: max, minute: 3 },
    { lead: { anonymous_id: 'd' }, minute: 4 },
    { lead: jane, minute: 2 }, // late
    { lead: { anonymous_id: 'd' }, minute: 5 },
  ]);
  const owners = activities.map(leadOfActivity);
  const [hers, his] = [leadOf('email jane@acme.example'), leadOf('email max@acme.example')];
  expect(owners).toEqual([hers, hers, his, his, hers, his]);
});

test('a strong identity joins whom a weak one would not', () => {
  const { book } = arrive([
    { lead: { email: 'jane@acme.example', anonymous_id: 'd' } },
    { lead: { email: 'jane@old.example', anonymous_id: 'd' } },
    { lead: { email: 'jane@acme.example', crm_id: 'c' } },
    { lead: { email: 'jane@old.example', crm_id: 'c' } },
  ]);
  expect(book.leads.size).toBe(1);
});
