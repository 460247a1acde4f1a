import { limits } from '../check/limits.ts';
import type { Slack } from '../slack.ts';
import { findSheet, publishHome, showModal, stackOf, updateSheet } from '../workspace/sheets.ts';
import type { Sheet, Team } from '../workspace/team.ts';
import type { Trigger } from '../workspace/triggers.ts';
import { json, text } from './args.ts';
import { checkedView } from './checked.ts';
import { personById } from './lookup.ts';
import { method } from './method.ts';
import { Refusal } from './refusal.ts';
import { viewShape } from './shapes.ts';
import type { Method } from './method.ts';

const view = json;

/** views.*: modals and the Home tab. */
export const viewMethods: Method[] = [
  method({
    name: 'views.open',
    tier: 4,
    args: { trigger_id: text, view },
    run(slack, args) {
      const content = modal(args.view);
      uniqueExternalId(slack.team, content.external_id);
      const { user } = exchange(slack, args.trigger_id);
      return { view: viewShape(slack.team, showModal(slack.team, user, content, 'open')) };
    },
  }),
  method({
    name: 'views.push',
    tier: 4,
    args: { trigger_id: text, view },
    run(slack, args) {
      const content = modal(args.view);
      uniqueExternalId(slack.team, content.external_id);
      const { user, viewId } = exchange(slack, args.trigger_id);
      const stack = stackOf(slack.team, user);
      // Only from within a modal that is still there can another be laid on top.
      if (!stack.some((sheet) => sheet.id === viewId)) throw new Refusal('view_not_found');
      if (stack.length >= limits.modalStack) throw new Refusal('push_limit_reached');
      return { view: viewShape(slack.team, showModal(slack.team, user, content, 'push')) };
    },
  }),
  method({
    name: 'views.update',
    tier: 4,
    args: { view_id: text.optional(), external_id: text.optional(), hash: text.optional(), view },
    run({ team }, args) {
      if (args.view_id === undefined && args.external_id === undefined) {
        throw new Refusal('invalid_arguments', ['[ERROR] missing required field: view_id']);
      }
      const content = checkedView(args.view);
      const sheet = findSheet(team, (one) =>
        args.view_id === undefined ? one.view.external_id === args.external_id : one.id === args.view_id,
      );
      if (!sheet) throw new Refusal('not_found');
      sameHash(sheet, args.hash);
      if (content.type !== sheet.view.type)
        throw new Refusal('invalid_arguments', ['[ERROR] the type of a view stays']);
      updateSheet(team, sheet, content);
      return { view: viewShape(team, sheet) };
    },
  }),
  method({
    name: 'views.publish',
    tier: 4,
    args: { user_id: text, hash: text.optional(), view },
    run({ team }, args) {
      const content = checkedView(args.view);
      if (content.type !== 'home')
        throw new Refusal('invalid_arguments', ['[ERROR] only a home view can be published']);
      const person = personById(team, args.user_id);
      const known = team.homes.get(person.id);
      if (known) sameHash(known, args.hash);
      return { view: viewShape(team, publishHome(team, person.id, content)) };
    },
  }),
];

function modal(raw: unknown) {
  const content = checkedView(raw);
  if (content.type !== 'modal')
    throw new Refusal('invalid_arguments', ['[ERROR] only a modal can be opened']);
  return content;
}

function exchange(slack: Slack, id: string): Trigger {
  const trigger = slack.triggers.exchange(id);
  if ('error' in trigger) throw new Refusal(trigger.error);
  return trigger;
}

function sameHash(sheet: Sheet, hash: string | undefined): void {
  if (hash !== undefined && hash !== sheet.hash) throw new Refusal('hash_conflict');
}

function uniqueExternalId(team: Team, externalId: string | undefined): void {
  if (externalId === undefined) return;
  if (findSheet(team, (sheet) => sheet.view.external_id === externalId))
    throw new Refusal('duplicate_external_id');
}
