import { authMethods } from './auth.ts';
import * as edit from './chat-edit.ts';
import * as post from './chat-post.ts';
import { conversationMethods } from './conversations.ts';
import { fileMethods } from './files.ts';
import { historyMethods } from './history.ts';
import type { Method } from './method.ts';
import { userMethods } from './users.ts';
import { viewMethods } from './views.ts';

/** Every method this Slack answers, by name. `../coverage.ts` says how far each goes. */
export const methods: ReadonlyMap<string, Method> = new Map(
  [
    ...authMethods,
    post.postMessage,
    post.postEphemeral,
    edit.update,
    edit.remove,
    edit.getPermalink,
    ...conversationMethods,
    ...historyMethods,
    ...userMethods,
    ...viewMethods,
    ...fileMethods,
  ].map((method) => [method.name, method]),
);
