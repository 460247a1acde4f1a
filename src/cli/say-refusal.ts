import { z } from 'zod';
import { ErrorCode } from '@slack/web-api';

const Refusal = z.object({
  code: z.literal(ErrorCode.PlatformError),
  data: z.object({ error: z.string(), needed: z.string().optional() }),
});

const WORDS: Readonly<Record<string, string>> = {
  invalid_auth: 'Slack does not know this token; copy it again from the settings of the app',
  not_authed: 'Slack saw no token',
  account_inactive: 'the token belongs to a deleted user or workspace; reinstall the app',
  token_revoked: 'the token was revoked; reinstall the app and copy the new one',
  token_expired: 'the token has expired; reinstall the app and copy the new one',
  not_allowed_token_type: 'this is another kind of token; look at which variable it is in',
  forbidden: 'Socket Mode is off in the settings of the app',
};

/** What Slack refused, and what to do; or that it did not answer. Codes: https://docs.slack.dev/reference/methods */
export function sayRefusal(error: unknown): string {
  const refusal = Refusal.safeParse(error);
  if (!refusal.success)
    return `Slack could not be reached (${error instanceof Error ? error.message : String(error)})`;
  const { error: code, needed } = refusal.data.data;
  if (code === 'missing_scope')
    return `the app lacks ${needed ? `the scope ${needed}` : 'a scope for this'}; add it in its settings, then reinstall it`;
  return WORDS[code] ?? `Slack says ${code}`;
}
