import { z } from 'zod';
import type { Tier } from '../rate-limits.ts';
import type { Slack } from '../slack.ts';
import { Refusal } from './refusal.ts';

type Answer = Record<string, unknown>;

/** One method of the Web API. */
export interface Method {
  name: string;
  tier: Tier;
  token: 'bot' | 'app' | 'any' | 'none';
  run(slack: Slack, args: Record<string, unknown>, call: Call): Promise<Answer>;
}

/** What a call brought beside its arguments. */
interface Call {
  token: 'bot' | 'app' | undefined;
}

interface MethodOptions<A extends z.ZodRawShape> {
  name: string;
  tier: Tier;
  token?: Method['token'];
  args: A;
  run(slack: Slack, args: z.output<z.ZodObject<A>>, call: Call): Answer | Promise<Answer>;
}

export function method<A extends z.ZodRawShape>(options: MethodOptions<A>): Method {
  const Args = z.object(options.args);
  return {
    name: options.name,
    tier: options.tier,
    token: options.token ?? 'bot',
    async run(slack, raw, call) {
      const args = Args.safeParse(raw);
      if (!args.success) throw new Refusal('invalid_arguments', args.error.issues.map(complaint));
      return { ok: true, ...(await options.run(slack, args.data, call)) };
    },
  };
}

function complaint(issue: z.core.$ZodIssue): string {
  const field = issue.path.join('/');
  const isMissing = issue.code === 'invalid_type' && issue.input === undefined;
  return isMissing
    ? `[ERROR] missing required field: ${field}`
    : `[ERROR] ${issue.message} [json-pointer:/${field}]`;
}
