import { ErrorCode } from '@slack/web-api';
import { z } from 'zod';

const Refused = z.object({ code: z.literal(ErrorCode.PlatformError), data: z.object({ error: z.string() }) });

/** What Slack says of a token that it will not take, however often it is asked: https://docs.slack.dev/reference/methods/auth.test/ */
const CODES = new Set([
  'invalid_auth',
  'not_authed',
  'account_inactive',
  'token_revoked',
  'token_expired',
  'user_removed_from_team',
  'team_disabled',
  'not_allowed_token_type',
]);

/** Slack's code when it refused the token; null for any other failure. */
export function refusalOf(error: unknown): string | null {
  const refused = Refused.safeParse(error);
  return refused.success && CODES.has(refused.data.data.error) ? refused.data.data.error : null;
}
