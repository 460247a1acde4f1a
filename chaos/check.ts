import { type Database, openDatabase } from '../src/database/open-database.ts';
import type { DatabaseChoice } from '../src/database/open-database.ts';
import { renderPosting } from '../src/delivery/render-posting.ts';
import { type HandoverEventName, type HandoverState, transition } from '../src/handover/state.ts';
import { refoldInterest } from '../src/ingest/rebuild-interest.ts';
import { loadPlaybook } from '../src/playbook/load.ts';
import type { StoredMessage } from '../src/sandbox/workspace/team.ts';
import type { Done } from './load.ts';
import type { SlackUnderTest } from '../test/workspace/start-slack.ts';
import { visibleText } from '../test/workspace/visible-text.ts';

/** What is not as it must be, a sentence each, and what there was. */
export interface Checked {
  wrong: string[];
  activities: number;
  handovers: number;
  messages: number;
}

/** Reads the database and the workspace, and holds them to what must be true of them. Nothing may be running. */
export async function check(
  { choice, playbook: file, slack }: { choice: DatabaseChoice; playbook: string; slack: SlackUnderTest },
  { accepted, done = [] }: { accepted: Iterable<string>; done?: Done[] },
): Promise<Checked> {
  const loaded = loadPlaybook(file);
  if (!loaded.ok) throw new Error(`${file} does not load`);
  const database = await openDatabase(choice);
  try {
    const ids = [...accepted];
    const wrong = [
      ...(await checkActivities(database, ids)),
      ...(await checkInterest(database, loaded)),
      ...(await checkHistory(database)),
      ...(await checkClicks(database, done, slack)),
      ...(await checkMessages(database, loaded.playbook, slack)),
    ];
    const handovers = await database.prisma.handover.count();
    return { wrong, activities: ids.length, handovers, messages: byPosting(slack).size };
  } finally {
    await database.close();
  }
}

async function checkActivities({ sql }: Database, ids: string[]): Promise<string[]> {
  const { rows } = await sql.query<{ id: string; count: number }>(
    'SELECT id, count(*)::int AS count FROM "Activity" WHERE id = ANY($1) GROUP BY id',
    [ids],
  );
  const counts = new Map(rows.map(({ id, count }) => [id, count]));
  return ids
    .filter((id) => counts.get(id) !== 1)
    .map((id) => `activity ${id} was answered with 202 and is stored ${counts.get(id) ?? 0} times`);
}

/** Interest that was added up as activity came must be what the stored activities give when they are folded anew. */
async function checkInterest(
  database: Database,
  { playbook, hash }: { playbook: Parameters<typeof refoldInterest>[2]; hash: string },
): Promise<string[]> {
  const read = () =>
    database.prisma.lead.findMany({ select: { id: true, interest: true }, orderBy: { id: 'asc' } });
  const before = await read();
  await refoldInterest(
    database,
    before.map(({ id }) => id),
    playbook,
    hash,
  );
  const after = new Map((await read()).map(({ id, interest }) => [id, interest]));
  return before
    .filter(({ id, interest }) => !isClose(interest, after.get(id)))
    .map(
      ({ id }) =>
        `the interest of lead ${id} is not that of its activities: something counted twice or not at all`,
    );
}

function isClose(a: unknown, b: unknown): boolean {
  if (typeof a === 'number' && typeof b === 'number')
    return Math.abs(a - b) <= 1e-6 * Math.max(1, Math.abs(a));
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return a === b;
  const keys = new Set([...Object.keys(a), ...Object.keys(b)]);
  return [...keys].every((key) => isClose(Reflect.get(a, key), Reflect.get(b, key)));
}

/** Each handover's history must lead, step by allowed step, to the state that it is in. */
async function checkHistory({ prisma }: Database): Promise<string[]> {
  const wrong: string[] = [];
  for (const { id, state, history } of await prisma.handover.findMany({
    include: { history: { orderBy: { id: 'asc' } } },
  })) {
    let at: HandoverState | null = 'queued';
    for (const { event, fromState, toState } of history) {
      const next: HandoverState | null = at && transition(at, event as HandoverEventName);
      // That it was reminded of is noted as well, and leaves it as it is.
      at = next ?? (fromState === at && toState === at ? at : null);
    }
    if (at !== state)
      wrong.push(
        `handover ${id} is ${state}; its history (${history.map(({ event }) => event).join(', ')}) leads to ${at}`,
      );
  }
  const live = await prisma.handover.groupBy({
    by: ['leadId'],
    where: { state: { in: ['queued', 'open', 'claimed', 'snoozed'] } },
    having: { leadId: { _count: { gt: 1 } } },
  });
  return [...wrong, ...live.map(({ leadId }) => `lead ${leadId} has two live handovers`)];
}

/**
 * What Slack showed as done is in the history of its handover, or who did it was told why not. Of a claim someone else's
 * may be there, who was first.
 */
async function checkClicks(
  { prisma }: Database,
  done: Done[],
  { workspace }: SlackUnderTest,
): Promise<string[]> {
  // Where they did it; or by direct message, when Slack does not take that.
  const told = workspace.channels.flatMap(({ id, kind, members }) =>
    workspace.messages(id).map(({ by_app, ephemeral_to, ts }) => ({
      to: ephemeral_to ?? (kind === 'im' && by_app ? members[0] : undefined),
      at: Number(ts),
    })),
  );
  const wasTold = ({ userId, at }: Done) => told.some((one) => one.to === userId && one.at >= at);
  const key = (event: string, handoverId: string, by: string | null) =>
    [event, handoverId, ...(event === 'claim' ? [] : [by])].join(' ');
  const events = await prisma.handoverEvent.findMany();
  const there = new Set(events.map(({ event, handoverId, by }) => key(event, handoverId, by)));
  return done
    .filter((one) => !there.has(key(one.event, one.handoverId, one.userId)) && !wasTold(one))
    .map(
      ({ event, handoverId }) => `a ${event} of handover ${handoverId} was shown as done and is not there`,
    );
}

const NOBODY = { mentionOf: async (handle: string) => handle };
/** What is drawn from the state alone, and again whenever that changes. */
const COMPARED = new Set(['card', 'progress', 'rejection']);

async function checkMessages(
  { prisma }: Database,
  playbook: Parameters<typeof renderPosting>[1],
  slack: SlackUnderTest,
): Promise<string[]> {
  const wrong: string[] = [];
  const standing = byPosting(slack);
  const postings = await prisma.posting.findMany({ include: { handover: true } });
  for (const posting of postings) {
    const messages = standing.get(posting.id) ?? [];
    const what = `the ${posting.kind} of handover ${posting.handoverId}`;
    const [message] = messages;
    if (messages.length !== 1) wrong.push(`${what} stands ${messages.length} times`);
    if (!message || !posting.handover) continue;
    if (!COMPARED.has(posting.kind)) continue;
    const drawn = await renderPosting(prisma, playbook, posting, NOBODY);
    const shown = visibleText(slack.workspace, message.blocks, message.text);
    const meant = visibleText(slack.workspace, drawn.blocks, drawn.text);
    if (shown !== meant) wrong.push(`${what} shows another state than ${posting.handover.state}`);
  }
  const known = new Set(postings.map(({ id }) => id));
  for (const id of standing.keys()) if (!known.has(id)) wrong.push(`a message of no posting (${id}) stands`);
  const cards = new Set(postings.filter(({ kind }) => kind === 'card').map(({ handoverId }) => handoverId));
  for (const { id } of await prisma.handover.findMany({ select: { id: true } }))
    if (!cards.has(id)) wrong.push(`handover ${id} has no card`);
  for (const { what } of slack.workspace.problems) wrong.push(`Slack refused: ${what}`);
  return wrong;
}

/** What the app has posted, by the posting that its metadata names. */
function byPosting({ workspace }: SlackUnderTest): Map<string, StoredMessage[]> {
  const posted = workspace.channels
    .flatMap(({ id }) => workspace.messages(id))
    .filter(({ by_app, metadata, ephemeral_to }) => by_app && metadata && !ephemeral_to);
  return Map.groupBy(posted, ({ metadata }) => String(metadata?.event_payload['posting']));
}
