import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { pino } from 'pino';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, openDatabase } from '../../src/database/open-database.ts';
import { newDatabase } from '../database/test-database.ts';
import { createHttpServer, type HttpServer } from '../../src/http/server.ts';
import { emptyInterest, parseInterest } from '../../src/scoring/interest.ts';
import { createIntake } from '../../src/ingest/take-in.ts';
import { livePlaybook } from '../../src/playbook/live.ts';
import { loadPlaybook } from '../../src/playbook/load.ts';

const SECRET = `whsec_${randomBytes(24).toString('base64')}`;
const now = () => new Date('2026-03-02T09:00:00Z');
let database: Database;
let open: HttpServer;
let signed: HttpServer;

beforeAll(async () => {
  database = await openDatabase(await newDatabase());
  const loaded = loadPlaybook('test/playbook/example.yaml');
  if (!loaded.ok) throw new Error('the example playbook does not load');
  const log = pino({ level: 'silent' });
  const playbook = livePlaybook(loaded);
  const options = {
    port: 0,
    log,
    now,
    slackListener: null,
    takesActivities: true,
    rate: 100_000,
    ingest: createIntake({ database, playbook, log, now }),
    ready: async () => ({ database: true as const, slack: 'not connected yet' }),
  };
  open = await createHttpServer({ ...options, secret: null });
  signed = await createHttpServer({ ...options, secret: SECRET });
});
afterAll(async () => {
  await open.close();
  await signed.close();
  await database.close();
});

let count = 0;
function activity(lead: object, more: object = {}) {
  count += 1;
  return { id: `a${count}`, type: 'content_viewed', at: '2026-03-01T09:00:00Z', lead, ...more };
}

async function post(body: unknown, headers: Record<string, string> = {}, server = open) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const response = await fetch(`${server.url}/v1/activities`, { method: 'POST', body: text, headers });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
}

async function leadOf(kind: string, value: string) {
  const { lead } = await database.prisma.identity.findUniqueOrThrow({
    where: { kind_value: { kind, value } },
    include: { lead: { include: { company: true, activities: true } } },
  });
  return lead;
}

test('a field that is not known is left out and named, wherever it is; properties may hold anything', async () => {
  const company = { name: 'Acme', emploees: 800 };
  const { status, body } = await post([
    activity({ email: 'w1@one.example' }, { properties: { any: { thing: 1 } } }),
    activity(
      { email: 'w2@one.example', phone_number: '1', company },
      { colour: 'red', content: { link: 'x' } },
    ),
    activity({ emial: 'w3@one.example' }),
    'no activity',
    activity({
      email: 'w4@one.example',
      ...Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`x${n}`, n])),
    }),
  ]);
  expect(status).toBe(202);
  expect(body).toMatchObject({ accepted: 3, rejected: [{ index: 2 }, { index: 3 }] });
  expect(body['warnings']).toEqual([
    {
      index: 1,
      id: expect.any(String),
      fields: ['colour', 'lead.phone_number', 'lead.company.emploees', 'content.link'],
    },
    { index: 2, id: expect.any(String), fields: ['lead.emial'] },
    { index: 4, id: expect.any(String), fields: Array.from({ length: 20 }, (_, n) => `lead.x${n}`) },
  ]);
  expect((await post(activity({ email: 'w5@one.example' }))).body).not.toHaveProperty('warnings');
});

test('a bad item never spoils its neighbours and is told where and why', async () => {
  const bad = { ...activity({ email: 'not an address' }), at: 'yesterday' };
  const { status, body } = await post([
    activity({ email: 'a@one.example' }),
    bad,
    activity({}),
    activity({ email: 'b@one.example' }),
  ]);
  expect(status).toBe(202);
  expect(body).toMatchObject({
    accepted: 2,
    rejected: [
      {
        index: 1,
        id: bad.id,
        errors: expect.arrayContaining([
          expect.objectContaining({ path: 'lead.email' }),
          expect.objectContaining({ path: 'at' }),
        ]),
      },
      { index: 2, errors: [expect.objectContaining({ path: 'lead' })] },
    ],
  });
});

test('the same id counts once, in a batch and ever after', async () => {
  const one = activity({ email: 'twice@one.example' });
  expect((await post([one, one])).body).toMatchObject({ accepted: 1, duplicates: 1 });
  expect((await post(one)).body).toMatchObject({ accepted: 0, duplicates: 1 });
  expect((await leadOf('email', 'twice@one.example')).activities).toHaveLength(1);
});

test('an anonymous visitor who gives an email brings their past along', async () => {
  await post([activity({ anonymous_id: 'v1' }), activity({ email: 'eve@two.example', name: 'Eve' })]);
  await post([activity({ anonymous_id: 'v1', email: 'eve@two.example' })]);
  const lead = await leadOf('anonymous_id', 'v1');
  expect(lead.id).toBe((await leadOf('email', 'eve@two.example')).id);
  expect(lead).toMatchObject({ name: 'Eve', email: 'eve@two.example' });
  expect(lead.activities).toHaveLength(3);
  expect(lead.interest).toMatchObject({ signals: { content_viewed: { count: 3 } } });
});

test('the newest fact wins even when it arrives first, and the first source is kept', async () => {
  const email = 'ann@three.example';
  await post(activity({ email, role: 'CFO', source: { channel: 'google' } }, { at: '2026-03-01T09:00:00Z' }));
  await post(
    activity({ email, role: 'Controller', source: { channel: 'linkedin' } }, { at: '2026-02-01T09:00:00Z' }),
  );
  await post(activity({ email, role: '', source: { channel: 'fair' } }, { at: '2026-03-01T10:00:00Z' }));
  const lead = await leadOf('email', email);
  expect(lead.profile).toMatchObject({ role: { value: 'CFO' } });
  expect(lead.sourceChannel).toBe('linkedin');
});

test('a company is found by the domain of a work email, not by that of a free or disposable one', async () => {
  await post([
    activity({ email: 'x@mail.acme.co.uk' }),
    activity({ email: 'y@gmail.com' }),
    activity({ email: 'z@mailinator.com' }),
  ]);
  expect((await leadOf('email', 'x@mail.acme.co.uk')).company?.domain).toBe('acme.co.uk');
  expect((await leadOf('email', 'y@gmail.com')).companyId).toBeNull();
  expect((await leadOf('email', 'z@mailinator.com')).companyId).toBeNull();
});

test('batches about the same new lead at once make one lead', async () => {
  await Promise.all(Array.from({ length: 10 }, () => post(activity({ email: 'same@four.example' }))));
  expect((await leadOf('email', 'same@four.example')).activities).toHaveLength(10);
});

test('what can not be read is refused with what to do', async () => {
  expect(await post('{nope')).toMatchObject({ status: 400, body: { error: { code: 'not_json' } } });
  expect(await post(Array.from({ length: 1001 }, () => ({})))).toMatchObject({
    status: 400,
    body: { error: { code: 'too_many' } },
  });
  expect(await post(`"${'x'.repeat(1_100_000)}"`)).toMatchObject({ status: 413 });
  expect(await post(activity({ email: 'a@b.example' }, { at: '2026-03-02T09:06:00Z' }))).toMatchObject({
    body: { rejected: [{ errors: [{ path: 'at' }] }] },
  });
});

test('a type that the playbook does not name is kept, and counts nothing', async () => {
  await post(activity({ email: 'odd@six.example' }, { type: 'stood_on_one_leg' }));
  const lead = await leadOf('email', 'odd@six.example');
  expect(lead.activities.map(({ type }) => type)).toEqual(['stood_on_one_leg']);
  expect(parseInterest(lead.interest)).toEqual(emptyInterest());
});

test('a page in a browser may not post without a secret', async () => {
  expect(await post(activity({ email: 'a@b.example' }), { origin: 'https://evil.example' })).toMatchObject({
    status: 403,
  });
});

test('with a secret only signed requests are taken', async () => {
  const body = JSON.stringify(activity({ email: 'signed@five.example' }));
  const sign = (secret: string) => {
    const at = new Date();
    return {
      'webhook-id': 'msg_1',
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(secret).sign('msg_1', at, body),
    };
  };
  expect(await post(body, {}, signed)).toMatchObject({ status: 401 });
  expect(await post(body, sign(`whsec_${randomBytes(24).toString('base64')}`), signed)).toMatchObject({
    status: 401,
  });
  expect(await post(body, sign(SECRET), signed)).toMatchObject({ status: 202, body: { accepted: 1 } });
});

test('health says that the process lives; readiness says which part does not answer', async () => {
  expect((await fetch(`${open.url}/healthz`)).status).toBe(200);
  const ready = await fetch(`${open.url}/readyz`);
  expect([ready.status, await ready.json()]).toEqual([
    503,
    { database: true as const, slack: 'not connected yet' },
  ]);
});

test('no body makes the server fail', async () => {
  const odd = fc.record({
    id: fc.anything(),
    type: fc.anything(),
    at: fc.constantFrom('2026-03-01T09:00:00Z', 7),
    lead: fc.anything(),
    content: fc.anything(),
  });
  // Any code point; fast-check's own unit for that takes seconds to list them all.
  const point = fc.oneof(
    fc.integer({ min: 0, max: 0x7f }),
    fc.integer({ min: 0, max: 0xd7ff }),
    fc.integer({ min: 0xe000, max: 0x10ffff }),
  );
  const text = (minLength = 0) =>
    fc.array(point, { minLength, maxLength: 12 }).map((points) => String.fromCodePoint(...points));
  const wild = fc.record({
    id: text(1),
    type: fc.constantFrom('pricing_viewed', 'whatever'),
    at: fc.constant('2026-03-01T09:00:00Z'),
    lead: fc.record({
      anonymous_id: text(1),
      name: text(),
      role: text(),
    }),
    content: fc.record({ title: text() }),
    properties: fc.dictionary(text(), text()),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.oneof(odd, wild), { maxLength: 5 }), async (items) => {
      let body: string;
      try {
        body = JSON.stringify(items) ?? '';
      } catch {
        return; // not JSON to begin with
      }
      expect([202, 400]).toContain((await post(body)).status);
    }),
    { numRuns: 150 },
  );
});

test('what is signed and not JSON is a 400, since the signature is right', async () => {
  const at = new Date();
  const signature = new Webhook(SECRET).sign('m1', at, '{no');
  const headers = {
    'webhook-id': 'm1',
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': signature,
  };
  expect((await post('{no', headers, signed)).status).toBe(400);
});
