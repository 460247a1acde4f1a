import type { ActResult, PersonAct } from '../../protocol.ts';

export async function sendAct(act: PersonAct): Promise<ActResult> {
  try {
    const answer = await fetch('/page/act', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(act),
    });
    if (!answer.ok) return { ok: false, error: 'The workspace did not understand that.' };
    return (await answer.json()) as ActResult;
  } catch {
    return { ok: false, error: 'The workspace cannot be reached. Is it still running?' };
  }
}
