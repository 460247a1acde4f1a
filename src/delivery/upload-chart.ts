import { ErrorCode, type WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { z } from 'zod';
import { chartText } from '../blocks/chart-text.ts';
import type { Digest } from '../blocks/digest.ts';

const Uploaded = z.object({
  files: z.tuple([z.object({ files: z.tuple([z.object({ id: z.string() })]) })]),
});
const Refused = z.object({ code: z.literal(ErrorCode.PlatformError), data: z.object({ error: z.string() }) });

/**
 * Draws the chart of a digest and gives it to Slack, where only a message of ours shows it: the file's id, or null when
 * Slack refuses, as it does without the scope `files:write`. Throws when Slack could not be reached.
 */
export async function uploadChart(
  { slack, log }: { slack: WebClient; log: Logger },
  digest: Digest,
): Promise<string | null> {
  // Once a week: what draws is only loaded for it.
  const [{ digestChart }, { renderPng }] = await Promise.all([
    import('../charts/digest-chart.ts'),
    import('../charts/render-png.ts'),
  ]);
  const { title, alt } = chartText(digest);
  try {
    const uploaded = await slack.files.uploadV2({
      file: await renderPng(digestChart(digest)),
      filename: `digest-${digest.week}.png`,
      title,
      alt_text: alt,
    });
    return Uploaded.parse(uploaded).files[0].files[0].id;
  } catch (error) {
    const refused = Refused.safeParse(error);
    if (!refused.success) throw error;
    log.error(
      { error: refused.data.data.error, week: digest.week },
      'Slack refuses the chart of a digest, which goes without; has the app the scope files:write?',
    );
    return null;
  }
}
