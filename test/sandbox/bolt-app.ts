import { App } from '@slack/bolt';
import type { AppOptions, Logger } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import type { WebClientOptions } from '@slack/web-api';
import type { Workspace } from '../../src/sandbox/workspace.ts';

export const silent: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  setLevel: () => undefined,
  getLevel: () => 'error' as ReturnType<Logger['getLevel']>,
  setName: () => undefined,
};

/** An unchanged Bolt app that talks to this workspace over Socket Mode. */
export async function startBolt(
  workspace: Workspace,
  listen: (app: App) => void,
  options: AppOptions = {},
): Promise<{ app: App } & AsyncDisposable> {
  const app = new App({
    token: workspace.botToken,
    appToken: workspace.appToken,
    socketMode: true,
    logger: silent,
    convoStore: false,
    clientOptions: { slackApiUrl: workspace.apiUrl },
    ...options,
  });
  app.error(async () => undefined);
  listen(app);
  await app.start();
  return { app, [Symbol.asyncDispose]: async () => void (await app.stop()) };
}

/** Slack's own client, without retries, so that each answer is seen. */
export function clientOf(
  workspace: Workspace,
  token = workspace.botToken,
  options: WebClientOptions = {},
): WebClient {
  return new WebClient(token, {
    slackApiUrl: workspace.apiUrl,
    retryConfig: { retries: 0 },
    rejectRateLimitedCalls: true,
    logger: silent,
    ...options,
  });
}

/** The error code with which Slack refuses a call. */
export async function refusal(call: Promise<unknown>): Promise<string> {
  try {
    await call;
    return 'ok';
  } catch (error) {
    return (
      (error as { data?: { error?: string }; code?: string }).data?.error ?? String((error as Error).name)
    );
  }
}
