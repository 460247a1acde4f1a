import { setTimeout } from 'node:timers/promises';
import { App } from '@slack/bolt';
import { readBacklog } from '../src/watching/read-backlog.ts';
import { type BatonUnderTest, MONDAY, startBatonOn } from '../test/end-to-end/start.ts';
import { CHECKLIST, JANE, janes } from '../test/end-to-end/leads.ts';
import type { MessageView } from '../test/workspace/message.ts';
import { type SlackUnderTest, startSlack } from '../test/workspace/start-slack.ts';
import type { Row } from './measure.ts';

const IN_FLIGHT = 50;
const ROUNDS = 60;
const WARM_UP = 20; // rounds that are not counted: the just-in-time compiler is still at work
const CHANNEL = 'sales-dach';

interface Bench extends AsyncDisposable {
  /** Fifty people press a button at once, each on a card of their own; milliseconds until each is acknowledged. */
  press(round: number): Promise<number[]>;
  /** What the presses set off is done. */
  settle(round: number): Promise<void>;
}

/** From a press of a button to its acknowledgement, Baton claiming and releasing against a Bolt app that only acks. */
export async function benchAcknowledge(): Promise<Row[]> {
  await using ours = await openBaton();
  await using bare = await openBare(ours.cards);
  const times = { ours: [] as number[], bare: [] as number[] };
  for (let round = 0; round < ROUNDS; round++) {
    for (const [name, bench] of [
      ['bare', bare],
      ['ours', ours],
    ] as const) {
      const pressed = await bench.press(round);
      if (round >= WARM_UP) times[name].push(...pressed);
      await bench.settle(round);
    }
  }
  const [measured, against] = [p95(times.ours), p95(times.bare)];
  return [
    {
      what: 'button to acknowledgement at 50 in flight, p95, against a bare Bolt app',
      measured: `${measured.toFixed(1)} ms`,
      against: `${against.toFixed(1)} ms`,
      ratio: measured / against,
      wanted: 'at most 2',
    },
  ];
}

async function openBaton(): Promise<Bench & { cards: MessageView[] }> {
  const slack = await startSlack({ people: PEOPLE, deadlineMs: 60_000 });
  const baton = await startBatonOn(slack, { database: { kind: 'embedded', dir: null } });
  await baton.post(
    ...PEOPLE.map(({ name }) =>
      janes('demo_requested', 0, CHECKLIST, {
        email: `jane@${name}.example`,
        company: { ...JANE.company, name },
      }),
    ),
  );
  await baton.tick();
  await baton.delivered();
  const cards = slack.channel(CHANNEL).messages();
  return {
    cards,
    press: (round) => pressAll(cards, round % 2 === 0 ? 'Claim' : 'Release', slack),
    async settle(round) {
      const shown = round % 2 === 0 ? /claimed by/i : /^(?![^]*claimed by)/i;
      for (const card of cards) await card.expectUpdate(shown);
      await baton.delivered();
      while (await waiting(baton)) await setTimeout(5);
    },
    async [Symbol.asyncDispose]() {
      await baton.stop();
      await slack[Symbol.asyncDispose]();
    },
  };
}

async function waiting({ database }: BatonUnderTest): Promise<number> {
  return (await readBacklog(database, MONDAY)).clicks.waiting;
}

/** It shows the same cards: a click carries the message that it was on. */
async function openBare(shown: MessageView[]): Promise<Bench> {
  const slack = await startSlack({ people: PEOPLE });
  const { botToken, appToken, apiUrl } = slack.workspace;
  const app = new App({
    token: botToken,
    appToken,
    socketMode: true,
    clientOptions: { slackApiUrl: apiUrl },
  });
  app.action(/.*/, async ({ ack }) => await ack());
  await app.start();
  const channel = slack.channel(CHANNEL).id;
  for (const { message } of shown) {
    await app.client.chat.postMessage({ channel, text: message.text, blocks: message.blocks });
  }
  const cards = slack.channel(CHANNEL).messages();
  return {
    press: () => pressAll(cards, 'Claim', slack),
    settle: async () => {},
    async [Symbol.asyncDispose]() {
      await app.stop(); // its workspace ends with the process: stopped now, it would cut the closing socket
    },
  };
}

const PEOPLE = Array.from({ length: IN_FLIGHT }, (_, index) => ({
  name: `rep${index}`,
  real_name: `Rep ${index}`,
}));

async function pressAll(cards: MessageView[], label: string, slack: SlackUnderTest) {
  if (cards.length !== IN_FLIGHT) throw new Error(`${cards.length} cards stand, not ${IN_FLIGHT}.`);
  return await Promise.all(
    cards.map(async (card, index) => {
      const started = performance.now();
      const answer = await card.action(label).tryClick({ as: slack.person(`rep${index}`) });
      if (!answer.ok) throw new Error(`${label} was not acknowledged: ${answer.error}`);
      return performance.now() - started;
    }),
  );
}

function p95(values: number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length * 0.95)] ?? 0;
}
