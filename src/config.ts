import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { validate } from 'node-cron';
import { z } from 'zod';

type Environment = Record<string, string | undefined>;

const Port = z.coerce.number('expected a port such as 3000').int().min(0).max(65_535);

/** What an instance does: takes activities in; hears Slack; scores, keeps time and delivers. */
export const ROLES = ['web', 'slack', 'worker'] as const;
export type Role = (typeof ROLES)[number];

const Roles = z
  .string()
  .transform((list) => list.split(',').map((one) => one.trim()))
  .pipe(z.array(z.enum(ROLES, `expected some of ${ROLES.join(', ')}, with commas between`)).min(1));

const Environment = z.object({
  PORT: Port.default(3000),
  SANDBOX_PORT: Port.default(3001),
  SLACK_BOT_TOKEN: z
    .string()
    .regex(/^xoxb-/, 'expected a bot token, which begins with xoxb-')
    .optional(),
  SLACK_APP_TOKEN: z
    .string()
    .regex(/^xapp-/, 'expected an app-level token, which begins with xapp-')
    .optional(),
  SLACK_SIGNING_SECRET: z.string().min(8, 'expected the signing secret of the app').optional(),
  SLACK_API_URL: z.url('expected an address such as https://slack.com/api/').optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'expected an address such as postgresql://user:password@host/baton')
    .optional(),
  DATABASE_CONNECTIONS: z.coerce.number('expected a number such as 10').int().min(2).max(500).default(10),
  BATON_ROLES: Roles.default([...ROLES]),
  DATA_DIR: z.string().default('./data'),
  PLAYBOOK: z.string().default('playbook.yaml'),
  INGEST_SECRET: z
    .string()
    .regex(/^(whsec_)?[A-Za-z0-9+/]{16,}={0,2}$/, 'expected a Standard Webhooks secret: whsec_ and base64')
    .optional(),
  METRICS_TOKEN: z.string().min(16, 'expected a secret of 16 characters or more').optional(),
  SCORING_SCHEDULE: z
    .string()
    .default('*/15 * * * * *')
    .refine(
      (cron) => cron.trim().split(/\s+/).length === 6 && validate(cron),
      'expected six cron fields such as */15 * * * * *',
    ),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).optional(),
});

export type SlackConfig =
  | { mode: 'local'; port: number }
  | { mode: 'socket'; botToken: string; appToken: string; apiUrl: string | undefined }
  | { mode: 'http'; botToken: string; signingSecret: string; apiUrl: string | undefined };

export interface Config {
  port: number;
  slack: SlackConfig;
  roles: ReadonlySet<Role>;
  database:
    | { kind: 'embedded'; dir: string | null; locked?: boolean } // locked: whoever starts Baton holds the folder
    | { kind: 'postgres'; url: string; connections?: number };
  playbook: string; // path
  ingestSecret: string | null;
  metricsToken: string | null;
  scoringSchedule: string; // cron, six fields
  logLevel: string;
}

/** The configuration that the environment says, or one message that lists all that is wrong with it. */
export function parseConfig(env: Environment): { ok: true; config: Config } | { ok: false; message: string } {
  const present = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = Environment.safeParse(present);
  const problems = parsed.success
    ? []
    : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
  problems.push(...slackProblems(present), ...roleProblems(present));
  if (!parsed.success || problems.length > 0) {
    return {
      ok: false,
      message: [
        'Baton can not start: the environment is not right.',
        ...problems.map((one) => `  ${one}`),
        'See .env.example for what each variable means.',
      ].join('\n'),
    };
  }
  const { data } = parsed;
  return {
    ok: true,
    config: {
      port: data.PORT,
      slack: slackOf(data),
      roles: new Set(data.BATON_ROLES),
      database: data.DATABASE_URL
        ? { kind: 'postgres', url: data.DATABASE_URL, connections: data.DATABASE_CONNECTIONS }
        : { kind: 'embedded', dir: data.DATA_DIR },
      playbook: data.PLAYBOOK,
      ingestSecret: data.INGEST_SECRET ?? null,
      metricsToken: data.METRICS_TOKEN ?? null,
      scoringSchedule: data.SCORING_SCHEDULE,
      // On the local Slack someone reads the terminal: there it speaks when something is wrong.
      logLevel: data.LOG_LEVEL ?? (slackOf(data).mode === 'local' ? 'warn' : 'info'),
    },
  };
}

/** The process's environment over what `.env` in the folder says. */
export function readEnvironment(folder: string): Environment {
  const file = join(folder, '.env');
  return { ...(existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {}), ...process.env };
}

function slackProblems({
  SLACK_BOT_TOKEN: bot,
  SLACK_APP_TOKEN: app,
  SLACK_SIGNING_SECRET: secret,
}: Environment): string[] {
  if (bot && !app && !secret) {
    return ['SLACK_BOT_TOKEN: needs SLACK_APP_TOKEN beside it (Socket Mode) or SLACK_SIGNING_SECRET (HTTP)'];
  }
  return !bot && (app || secret)
    ? ['SLACK_BOT_TOKEN: is missing; without any Slack variable Baton runs on a Slack of its own']
    : [];
}

/** Who does a part of the work needs others beside it: on the same database and the same Slack. */
function roleProblems({
  BATON_ROLES: roles,
  DATABASE_URL: url,
  SLACK_BOT_TOKEN: bot,
}: Environment): string[] {
  const parsed = Roles.safeParse(roles ?? '');
  if (!parsed.success || ROLES.every((role) => parsed.data.includes(role)) || (url && bot)) return [];
  return [
    'BATON_ROLES: a part of the roles needs DATABASE_URL and the Slack variables, which all instances share',
  ];
}

function slackOf(data: z.infer<typeof Environment>): SlackConfig {
  const {
    SLACK_BOT_TOKEN: botToken,
    SLACK_APP_TOKEN: appToken,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_API_URL: apiUrl,
  } = data;
  if (botToken && appToken) return { mode: 'socket', botToken, appToken, apiUrl };
  if (botToken && signingSecret) return { mode: 'http', botToken, signingSecret, apiUrl };
  return { mode: 'local', port: data.SANDBOX_PORT };
}
