import { flag, page, paginate, text } from './args.ts';
import { personById } from './lookup.ts';
import { method } from './method.ts';
import { Refusal } from './refusal.ts';
import { personShape } from './shapes.ts';
import type { Method } from './method.ts';

/** users.* and usergroups.*: who is who. */
export const userMethods: Method[] = [
  method({
    name: 'users.info',
    tier: 4,
    args: { user: text },
    run: ({ team }, args) => ({ user: personShape(team, personById(team, args.user)) }),
  }),
  method({
    name: 'users.list',
    tier: 2,
    args: page,
    run({ team }, args) {
      const { rows, next_cursor } = paginate([...team.people.values()], args, 1000);
      return { members: rows.map((person) => personShape(team, person)), response_metadata: { next_cursor } };
    },
  }),
  method({
    name: 'users.lookupByEmail',
    tier: 3,
    args: { email: text },
    run({ team }, args) {
      const wanted = args.email.toLowerCase();
      const person = [...team.people.values()].find(
        (one) => !one.is_bot && one.email.toLowerCase() === wanted,
      );
      if (!person) throw new Refusal('users_not_found');
      return { user: personShape(team, person) };
    },
  }),
  method({
    name: 'usergroups.list',
    tier: 2,
    args: { include_users: flag.optional(), include_count: flag.optional() },
    run: ({ team }, args) => ({
      usergroups: team.userGroups.map(({ users, ...group }) => ({
        ...group,
        team_id: team.id,
        is_usergroup: true,
        date_delete: 0,
        ...(args.include_users === true && { users }),
        ...(args.include_count === true && { user_count: users.length }),
      })),
    }),
  }),
];
