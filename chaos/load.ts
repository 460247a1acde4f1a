import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import { VIEWS } from '../src/blocks/ids.ts';
import type { MessageView } from '../test/workspace/message.ts';
import type { SlackPerson } from '../test/workspace/start-slack.ts';
import type { World } from './world.ts';

/** A claim, or a modal, that Slack showed as done. */
export interface Done {
  event: 'claim' | 'snooze' | 'reject';
  handoverId: string;
  userId: string;
  at: number; // epoch seconds
}

/** What was done to Baton, and what it answered. */
export interface Load {
  /** Activities that were answered with 202. */
  accepted: Set<string>;
  /** What has to be there, or somebody was told why not. */
  done: Done[];
  clicks: number;
  /** Not acknowledged, or too late for Slack. */
  failedClicks: number;
  /** How long Slack waited for each acknowledgement that came in time, in ms. */
  acknowledgedMs: number[];
  /** How long a source waited for each answer, also for one that says no, in ms. */
  answeredMs: number[];
  stop(): Promise<void>;
}

export interface LoadOptions {
  /** New leads a second, and clicks a second. */
  leadsPerSecond?: number;
  clicksPerSecond?: number;
  mostLeads?: number;
}

const DAY_MS = 86_400_000;
/** Those who click, of the people of every world. */
const REPS = 8;

/** Posts activity of leads that are ready, each until it is taken, and lets reps click what they see, until stopped. */
export function startLoad(world: World, options: LoadOptions = {}): Load {
  const { leadsPerSecond = 2, clicksPerSecond = 6, mostLeads = Number.POSITIVE_INFINITY } = options;
  let running = true;
  let leads = 0;
  const under: Set<Promise<void>> = new Set();
  const load: Load = {
    accepted: new Set(),
    done: [],
    clicks: 0,
    failedClicks: 0,
    acknowledgedMs: [],
    answeredMs: [],
    async stop() {
      running = false;
      await Promise.all([posting, clicking]);
      await Promise.all(under);
    },
  };
  const go = (work: Promise<void>) => {
    const done = work.finally(() => under.delete(done));
    under.add(done);
  };
  const repeat = async (perSecond: number, work: () => void) => {
    while (running && perSecond > 0) {
      work();
      await sleep((1_000 / perSecond) * (0.5 + Math.random()));
    }
  };
  const posting = repeat(leadsPerSecond, () => {
    if (leads < mostLeads) go(postLead(world, load, leads++));
  });
  const idle = new Set(Array.from({ length: REPS }, (_, index) => world.slack.person(`rep${index}`)));
  const clicking = repeat(clicksPerSecond, () => {
    const as = one([...idle]);
    if (!as) return;
    idle.delete(as);
    go(actAs(world, load, as).finally(() => idle.add(as)));
  });
  return load;
}

/** Three things that make a lead ready, in one batch, sent again until an instance says that it has it. */
export async function postLead(
  world: World,
  load: Pick<Load, 'accepted' | 'answeredMs'>,
  number: number,
): Promise<void> {
  const name = `lead${number}`;
  const lead = {
    email: `${name}@company${number}.example`,
    name: `Lead ${number}`,
    role: 'VP Finance',
    country: number % 2 ? 'DE' : 'GB',
    company: { name: `Company ${number}`, industry: 'manufacturing', employees: 800 },
    source: { channel: 'linkedin' },
  };
  const at = (daysAgo: number) => new Date(Date.now() - daysAgo * DAY_MS).toISOString();
  const activities = [
    {
      type: 'resource_downloaded',
      at: at(3),
      content: { title: 'Checklist', url: 'https://l.example/guides/month-end-close', tags: ['close'] },
    },
    {
      type: 'webinar_attended',
      at: at(2),
      content: { title: 'Close', url: 'https://l.example/webinars/fast-close' },
    },
    number % 3 ? { type: 'pricing_viewed', at: at(1) } : { type: 'demo_requested', at: at(0) },
  ].map((one, index) => ({ ...one, id: `${name}-${index}`, lead }));
  const body = JSON.stringify(activities);
  for (;;) {
    const started = performance.now();
    const [instance] = world.living().toSorted(() => Math.random() - 0.5);
    const status = instance
      ? await fetch(`${instance.url}/v1/activities`, {
          method: 'POST',
          body,
          signal: AbortSignal.timeout(30_000),
        }).then(
          (response) => response.status,
          () => null,
        )
      : null;
    if (instance) load.answeredMs.push(performance.now() - started);
    if (status === 202) {
      for (const { id } of activities) load.accepted.add(id);
      return;
    }
    await sleep(100);
  }
}

const CHANNELS = ['sales', 'sales-dach'];

/** The cards in the sales channels, once at least so many stand. */
export async function standingCards({ slack }: World, count: number): Promise<MessageView[]> {
  for (;;) {
    const messages = CHANNELS.flatMap((name) => slack.channel(name).messages());
    const cards = messages.filter(({ message }) => message.metadata && message.thread_ts === undefined);
    if (cards.length >= count) return cards;
    await sleep(100);
  }
}

/** Somebody who is at nothing else clicks something on some card; first they see to a modal that opened late. */
async function actAs(world: World, load: Load, as: SlackPerson): Promise<void> {
  const isOpen = world.slack.workspace.views(as.id).length > 0;
  if (isOpen || (await clickSomething(world, load, as)) === 'opens')
    await fillModal(world, load, as).catch(() => {}); // it was closed meanwhile
}

/** What a dead instance leaves unanswered is what Slack shows as failed. */
async function clickSomething(world: World, load: Load, as: SlackPerson): Promise<'opens' | 'done'> {
  const { slack } = world;
  const channel = slack.channel(one(CHANNELS) ?? 'sales');
  const card = one(channel.messages().slice(-30));
  if (!card) return 'done';
  const label = one(
    card.buttons().filter((name) => ['Claim', 'Snooze...', 'Snooze', 'Reject...', 'Release'].includes(name)),
  );
  const payload = card.message.metadata?.event_payload;
  const handoverId = typeof payload?.['handover'] === 'string' ? payload['handover'] : null;
  if (!label || !handoverId) return 'done';
  const started = performance.now();
  const at = Date.now() / 1_000;
  const shown = await card
    .action(label)
    .tryClick({ as })
    .catch(() => null);
  if (!shown) return 'done'; // the card changed under the click
  load.clicks += 1;
  if (!shown.ok) {
    load.failedClicks += 1;
    return 'done';
  }
  load.acknowledgedMs.push(performance.now() - started);
  if (label === 'Claim') load.done.push({ event: 'claim', handoverId, userId: as.id, at });
  return MODALS.has(label) ? 'opens' : 'done';
}

const MODALS = new Set(['Snooze...', 'Snooze', 'Reject...']);
/** For so long somebody waits for a modal to open, before they look elsewhere. */
const OPENS_MS = 2_000;
const About = z.object({ handoverId: z.string() });

/** Fills in the modal that somebody has open, and submits it. */
async function fillModal({ slack }: World, load: Load, as: SlackPerson): Promise<void> {
  const { workspace } = slack;
  const top = () => workspace.views(as.id).at(-1);
  const until = performance.now() + OPENS_MS;
  while (!top() && performance.now() < until) await sleep(50);
  const sheet = top();
  const event = sheet?.view.callback_id;
  if (!sheet || (event !== VIEWS.snooze && event !== VIEWS.reject)) return;
  const { handoverId } = About.parse(JSON.parse(sheet.view.private_metadata ?? ''));
  if (event === VIEWS.reject)
    await slack.modal({ of: as }).select('Why is it not for you?', 'Contact details are wrong'); // teaches the score nothing
  const at = Date.now() / 1_000;
  const { ok } = await workspace.act({ type: 'submit', user: as.id, view_id: sheet.id, values: {} });
  // One that shows what is wrong stays open.
  if (workspace.views(as.id).includes(sheet))
    await workspace.act({ type: 'close', user: as.id, view_id: sheet.id });
  else if (ok) load.done.push({ event, handoverId, userId: as.id, at });
}

function one<T>(list: readonly T[]): T | undefined {
  return list[Math.floor(Math.random() * list.length)];
}
