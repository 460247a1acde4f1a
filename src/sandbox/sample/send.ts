import { randomUUID } from 'node:crypto';
import { Webhook } from 'standardwebhooks';

/** Posts activities to the ingest endpoint, signed if there is a secret. Throws when they are not taken. */
export async function sendActivities(
  ingestUrl: string,
  secret: string | null,
  activities: unknown[],
): Promise<void> {
  const body = JSON.stringify(activities);
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (secret) {
    const id = `msg_${randomUUID()}`;
    const at = new Date();
    headers['webhook-id'] = id;
    headers['webhook-timestamp'] = String(Math.floor(at.getTime() / 1000));
    headers['webhook-signature'] = new Webhook(secret).sign(id, at, body);
  }
  const answer = await fetch(ingestUrl, { method: 'POST', headers, body });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`activities were refused: ${answer.status} ${text}`);
}
