import { z } from 'zod';
import { method } from './method.ts';
import { Refusal } from './refusal.ts';
import type { Method } from './method.ts';

/** api.*, auth.* and apps.*: who am I, and how do I get to hear of things. */
export const authMethods: Method[] = [
  method({
    name: 'api.test',
    tier: 'special',
    token: 'none',
    args: { error: z.string().optional(), foo: z.string().optional() },
    run(_slack, args) {
      if (args.error !== undefined) throw new Refusal(args.error);
      return { args };
    },
  }),
  method({
    name: 'auth.test',
    tier: 'special',
    token: 'any',
    args: {},
    run({ team, url }, _args, call) {
      const who = { team: 'Local', team_id: team.id, url: `${url}/` };
      if (call.token === 'app') return { ...who, app_id: team.app.id, app_name: team.app.name };
      return {
        ...who,
        user: team.app.name,
        user_id: team.app.userId,
        bot_id: team.app.botId,
        is_enterprise_install: false,
      };
    },
  }),
  method({
    name: 'apps.connections.open',
    tier: 'special',
    token: 'app',
    args: {},
    run({ sockets, url }) {
      if (!sockets) throw new Refusal('forbidden', ['Socket Mode is off: the app is told over HTTP.']);
      return { url: `${url.replace('http', 'ws')}/socket?ticket=${sockets.issueTicket()}` };
    },
  }),
];
