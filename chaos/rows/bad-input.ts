import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { Agent, fetch } from 'undici';
import { sign } from '../../src/sandbox/app/http-link.ts';
import type { Row } from '../row.ts';
import { startBatonProcess } from '../../test/processes/start-baton.ts';
import { startSlack } from '../../test/workspace/start-slack.ts';
import { emptyFolder } from '../../test/cli/run-baton.ts';

const AT_ONCE = 20;
/** A client that sends more in a minute is told to wait, and nothing of it is read: each address sends fewer. */
const BY_ADDRESS = 400;
const SECRET = `whsec_${Buffer.from('chaos is only a word for it').toString('base64')}`;
/** One in so many comes without its signature. */
const UNSIGNED = 10;
/** A process that has warmed up grows by less than this over any number of requests. */
const GROWTH_MB = 120;

const text = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '=cmd|"/C calc"!A0',
    'a,b;c\t"d""\r\n"',
    '\u0000',
    '\uD800',
    '{{7*7}}',
    '<!channel>',
    "'; DROP TABLE",
  ),
);
const nearly = fc.record(
  {
    id: fc.oneof(text, fc.uuid(), fc.integer()),
    type: fc.oneof(fc.constantFrom('pricing_viewed', 'content_viewed', 'x'), text),
    at: fc.oneof(fc.constant(new Date().toISOString()), text, fc.integer()),
    lead: fc.oneof(
      fc.record({ email: fc.oneof(fc.emailAddress(), text), name: text, company: fc.record({ name: text }) }),
      fc.jsonValue(),
    ),
    content: fc.oneof(fc.record({ title: text, url: text }), fc.jsonValue()),
    properties: fc.jsonValue(),
  },
  { requiredKeys: [] },
);
const body = fc.oneof(
  nearly.map((one) => JSON.stringify(one)),
  fc.array(nearly, { maxLength: 5 }).map((batch) => JSON.stringify(batch)),
  fc.json(),
  text,
);
const headers = fc.dictionary(
  fc.constantFrom('x-request-id', 'x-forwarded-for', 'content-encoding', 'accept'),
  fc.stringMatching(/^[ -~]{0,80}$/),
);
const ofSlack = fc.oneof(
  fc.record({
    type: fc.constantFrom('block_actions', 'view_submission', 'shortcut', 'event_callback', 'x'),
    user: fc.oneof(fc.record({ id: text }), fc.jsonValue()),
    actions: fc.oneof(
      fc.array(fc.record({ action_id: fc.constantFrom('claim', 'snooze', 'x'), value: text })),
      fc.jsonValue(),
    ),
    view: fc.oneof(
      fc.record({ callback_id: fc.constantFrom('reject', 'x'), private_metadata: text }),
      fc.jsonValue(),
    ),
    channel: fc.record({ id: text }),
    trigger_id: text,
  }),
  fc.jsonValue(),
);

export const badInput: Row = {
  name: 'bad-input',
  fault: 'bodies, headers and Slack payloads made of what should not be there',
  needsPostgres: false,
  async run({ short }) {
    const count = short ? 600 : 20_000;
    await using folder = await emptyFolder();
    await using slack = await startSlack();
    const { signingSecret } = slack.workspace;
    await using baton = await startBatonProcess({
      SLACK_BOT_TOKEN: slack.env.SLACK_BOT_TOKEN,
      SLACK_SIGNING_SECRET: signingSecret,
      SLACK_API_URL: slack.env.SLACK_API_URL,
      DATA_DIR: folder.path,
      INGEST_SECRET: SECRET,
      LOG_LEVEL: 'error',
    });
    const webhook = new Webhook(SECRET);
    let client = new Agent();
    const statuses = new Map<number | string, number>();
    const send = async (path: string, init: { body: string; headers: Record<string, string> }) => {
      const status = await fetch(`${baton.url}${path}`, { method: 'POST', dispatcher: client, ...init }).then(
        async (response) => {
          await response.arrayBuffer();
          return response.status;
        },
        () => 'no answer' as const,
      );
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      const isRight = typeof status === 'number' && status < 500;
      return isRight ? null : `${status} for ${JSON.stringify(init).slice(0, 500)}`;
    };
    const post = ([given, extra]: [string, Record<string, string>], index: number) => {
      const one = given.toWellFormed(); // what is not could not be signed as it arrives
      const now = new Date();
      const signed = {
        'webhook-id': 'msg',
        'webhook-timestamp': `${Math.floor(now.getTime() / 1_000)}`,
        'webhook-signature': webhook.sign('msg', now, one),
      };
      return send('/v1/activities', {
        body: one,
        headers: index % UNSIGNED === 0 ? extra : { ...extra, ...signed },
      });
    };
    const payload = (given: unknown) => {
      const form = new URLSearchParams({ payload: JSON.stringify(given) }).toString();
      const at = String(Math.floor(Date.now() / 1_000));
      const signed = { 'x-slack-request-timestamp': at, 'x-slack-signature': sign(signingSecret, at, form) };
      return send('/slack/events', {
        body: form,
        headers: { 'content-type': 'application/x-www-form-urlencoded', ...signed },
      });
    };
    const wrong: (string | null)[] = [];
    let memoryMb = 0;
    const died = () => baton.child.exitCode !== null || baton.child.signalCode !== null;
    for (let done = 0; done < count && !died(); done += AT_ONCE) {
      if (done >= count / 4 && memoryMb === 0) memoryMb = await readMemoryMb(baton.url);
      if (done % BY_ADDRESS === 0) client = new Agent({ localAddress: `127.0.1.${done / BY_ADDRESS + 1}` });
      const mostly = fc.sample(fc.tuple(body, headers), AT_ONCE).map(post);
      // What nobody acknowledges is answered after three seconds: many at once.
      const some = done % 1_000 === 0 ? fc.sample(ofSlack, 100).map((one) => payload(one)) : [];
      wrong.push(...(await Promise.all([...mostly, ...some])));
    }
    if (died()) return { wrong: ['it died', ...baton.log.slice(-12)], says: 'ended early' };
    const grown = (await readMemoryMb(baton.url)) - memoryMb;
    if (grown > GROWTH_MB) wrong.push(`it grew by ${grown.toFixed(0)} MB`);
    const told = [...statuses]
      .toSorted(([a], [b]) => String(a).localeCompare(String(b)))
      .map(([status, times]) => `${times} x ${status}`);
    return {
      wrong: wrong.filter((one) => one !== null),
      says: `${told.join(', ')}; grew by ${grown.toFixed(0)} MB over the last three quarters`,
    };
  },
};

async function readMemoryMb(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  return Number(/^process_resident_memory_bytes (\d+)/m.exec(metrics)?.[1]) / 2 ** 20;
}
