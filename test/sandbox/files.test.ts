import { describe, expect, it } from 'vitest';
import { startWorkspace } from '../../src/sandbox/workspace.ts';
import { clientOf, refusal } from './bolt-app.ts';

describe('files', () => {
  it("Slack's client uploads a file and shares it in a channel", async () => {
    await using workspace = await startWorkspace({ rates: false });
    const client = clientOf(workspace);
    const channel = workspace.channel('sales')?.id ?? '';
    const content = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>');
    await client.filesUploadV2({
      channel_id: channel,
      file: content,
      filename: 'chart.svg',
      title: 'Acceptance',
      initial_comment: 'This week',
    });
    const [message] = workspace.messages('sales');
    expect(message).toMatchObject({
      text: 'This week',
      files: [{ name: 'chart.svg', title: 'Acceptance', mimetype: 'image/svg+xml' }],
    });
    const answer = await fetch(`${workspace.url}${message?.files?.[0]?.url ?? ''}`);
    expect(await answer.text()).toBe(content.toString());
    expect(answer.headers.get('content-security-policy')).toContain('sandbox');
  });

  it('a file that was never uploaded cannot be shared', async () => {
    await using workspace = await startWorkspace({ rates: false });
    const client = clientOf(workspace);
    const { file_id = '' } = await client.files.getUploadURLExternal({ filename: 'a.png', length: 3 });
    const share = async (id: string) =>
      await refusal(client.files.completeUploadExternal({ files: [{ id }] }));
    expect(await share(file_id)).toBe('file_not_found');
    expect(await share('F404')).toBe('file_not_found');
  });
});
