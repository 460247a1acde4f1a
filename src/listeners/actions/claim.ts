import { ACTIONS } from '../../blocks/ids.ts';
import { claimHandover, releaseHandover } from '../../handover/claim.ts';
import { asMember } from '../access.ts';
import type { Click, Verbs } from '../acts/act.ts';
import type { ListenerDeps } from '../deps.ts';

export const CLAIM: Verbs<Click> = {
  [ACTIONS.claim]: asMember(claim),
  [ACTIONS.release]: asMember(release),
};

/** Claims for who clicked; gives back what to tell them when it was refused. */
async function claim(deps: ListenerDeps, click: Click): Promise<string | null> {
  const result = await claimHandover(deps, { handoverId: click.value, by: click.userId, now: deps.now() });
  if (result.ok) return null;
  switch (result.reason) {
    case 'already_claimed':
      return `<@${result.by}> was first: this lead is already claimed.`;
    case 'too_many_claims':
      return `You have ${result.open} open claims, as many as the playbook allows. Log an outcome or release one first; \`/lead\` lists them.`;
    case 'not_open':
      return `This handover is ${result.state} and can't be claimed.`;
  }
}

async function release(deps: ListenerDeps, click: Click): Promise<string | null> {
  const result = await releaseHandover(deps, { handoverId: click.value, by: click.userId, now: deps.now() });
  if (result.ok) return null;
  return result.reason === 'not_yours'
    ? `Only <@${result.by}>, who claimed it, can release this lead.`
    : 'This lead is not claimed any more.';
}
