import type { App } from '@slack/bolt';
import type { ModalView } from '@slack/types';
import { z } from 'zod';
import { VIEWS } from '../../blocks/ids.ts';
import { buildTryNotice, buildTryResult } from '../../blocks/try-result.ts';
import { publishPlaybook } from '../../handover/publish-playbook.ts';
import type { PlaybookChange } from '../../playbook/change.ts';
import { type ProposedChange, proposeChange, tryChange } from '../../reports/try-change.ts';
import type { ListenerDeps } from '../deps.ts';
import { parseView } from '../parse.ts';

/** What *Publish* needs to make the change again: small enough for the modal's metadata. */
const Tried = z.object({
  basedOn: z.int(),
  gates: z.object({ fit: z.string(), interest: z.string(), readiness: z.string() }),
  points: z.string(),
});
type Tried = z.infer<typeof Tried>;

/** The form of `/handover try`, which shows what a change would have done, and its *Publish*. */
export function registerTryViews(app: App, deps: ListenerDeps): void {
  let turn: Promise<unknown> = Promise.resolve(); // one replay at a time

  app.view(VIEWS.tryForm, async ({ ack, body, client }) => {
    const { userId, viewId, text } = parseView(body);
    const gates = {
      fit: text('fit') ?? '',
      interest: text('interest') ?? '',
      readiness: text('readiness') ?? '',
    };
    const typed: PlaybookChange = { gates, points: text('points') ?? '' };
    const proposal = await proposeChange(deps, typed);
    if (!proposal.ok) {
      const errors = Object.fromEntries(proposal.problems.map(({ at, message }) => [at, message]));
      return ack({ response_action: 'errors', errors });
    }
    await ack({ response_action: 'update', view: buildTryNotice('Replaying the last 30 days ...') });
    const { change } = proposal;
    const tried: Tried = { basedOn: change.basedOn, gates, points: typed.points };
    const mine = turn.then(() => resultOf(deps, change, tried, userId));
    turn = mine.catch(() => {});
    // Slack refuses the update when the modal was closed meanwhile: then nobody waits for it.
    const show = (view: ModalView) => client.views.update({ view_id: viewId, view }).catch(() => {});
    await mine.then(show, async (error: unknown) => {
      await show(buildTryNotice('The replay failed. Your admin finds why in the log.'));
      throw error;
    });
    return undefined;
  });

  app.view(VIEWS.tryResult, async ({ ack, body }) => {
    const { userId, metadata } = parseView(body);
    const view = buildTryNotice(await publish(deps, Tried.parse(metadata), userId));
    await ack({ response_action: 'update', view });
  });
}

async function resultOf(
  deps: ListenerDeps,
  change: ProposedChange,
  tried: Tried,
  userId: string,
): Promise<ModalView> {
  const { timezone, feedback } = change.before;
  const { today, changed, isCut } = await tryChange(deps, change, deps.now());
  return buildTryResult({
    says: change.says,
    today,
    changed,
    isCut,
    timezone,
    metadata: (await mayPublish(deps, userId)) ? JSON.stringify(tried) : null,
    feedbackChannel: feedback.channel,
  });
}

/** Publishes what was tried, on the version on which it was tried; gives back how that went, in words. */
async function publish(deps: ListenerDeps, { basedOn, ...typed }: Tried, userId: string): Promise<string> {
  const { channel } = deps.playbook.current.feedback;
  if (!(await mayPublish(deps, userId))) return `Only members of #${channel} can publish a playbook.`;
  const proposal = await proposeChange(deps, typed);
  if (!proposal.ok || proposal.change.basedOn !== basedOn) return CHANGED_MEANWHILE;
  const { source, says } = proposal.change;
  const result = await publishPlaybook(deps, {
    source,
    by: userId,
    now: deps.now(),
    basedOn,
    announce: { channel, says: says.join('; ') },
  });
  if (result.ok)
    return `Published as version ${result.version} of the playbook. It is in force within a minute.`;
  return result.reason === 'changed_meanwhile'
    ? CHANGED_MEANWHILE
    : `The playbook would have a problem: ${result.problems[0]?.message}`;
}

const CHANGED_MEANWHILE =
  'Someone else published a change meanwhile, so yours was not. Type /handover try to try it on the playbook as it is now.';

/** The playbook is marketing's and sales' agreement: who hears of every change may make one. */
async function mayPublish({ channels, playbook }: ListenerDeps, userId: string): Promise<boolean> {
  const id = await channels.idOf(playbook.current.feedback.channel);
  return id !== null && (await channels.isMember(id, userId));
}
