import type { KnownBlock } from '@slack/types';
import { type Digest, FEWEST } from './digest.ts';
import {
  acceptedLine,
  fewLine,
  movedLine,
  namedLine,
  reasonsLine,
  nextPlacesLines,
  secondLooksLines,
  speedLines,
} from './digest-lines.ts';
import { chartText } from './chart-text.ts';
import { ACTIONS } from './ids.ts';
import { actions, button, context, header, type Message, section } from './parts.ts';
import { plain } from './text.ts';
import { days } from './time-text.ts';

const MOST = 3; // lines of each part: a marketer has half a minute

/** The digest of a week; `fileId` is its chart in Slack, if there is one. The week is what its button gives back. */
export function buildDigest(digest: Digest, fileId: string | null): Message {
  const { moved, sources, content, heldBack, reasons, secondLooks } = digest;
  const title = `Week of ${days(digest.from, digest.until, digest.timezone)}`;
  const accepted = acceptedLine(digest);
  return {
    text: `${title}. ${accepted.replaceAll('*', '')}`,
    blocks: [
      header(title),
      section(accepted),
      ...(fileId ? [chart(digest, fileId)] : []),
      ...part('The score moved', moved.slice(0, MOST).map(movedLine), null),
      ...part(
        'Accepted by source, last four weeks',
        sources.slice(0, MOST).map(namedLine),
        fewLine(digest.fewSources),
      ),
      ...part(
        'Accepted by content taken in before',
        content.slice(0, MOST).map(namedLine),
        fewLine(digest.fewContent),
      ),
      ...part(
        'Turned down for',
        reasons.slice(0, MOST).map((one) => reasonsLine(one, 3)),
        null,
      ),
      ...part(
        'Held back',
        heldBack.length > 0
          ? [
              heldBack
                .slice(0, 4)
                .map(({ why, count }) => `${count} ${why}`)
                .join(' · '),
            ]
          : [],
        null,
      ),
      ...part('How fast sales took them', speedLines(digest.speed), null),
      ...part('Second looks', secondLooksLines(secondLooks), null),
      ...part('The next places would have gone to, by readiness', nextPlacesLines(digest), null),
      context(
        `Accepted: taken by sales and not turned down since. Ranges are 95% (Wilson), ± is one standard deviation; nothing is compared that has fewer than ${FEWEST} verdicts.`,
      ),
      actions(`digest:${digest.week}`, [button(ACTIONS.digestDetails, 'All figures', digest.week, title)]),
    ],
  };
}

function part(title: string, lines: string[], few: string | null): KnownBlock[] {
  if (lines.length === 0 && few === null) return [];
  return [section([`*${title}*`, ...lines, ...(few ? [`_${few}_`] : [])].join('\n'))];
}

function chart(digest: Digest, fileId: string): KnownBlock {
  const { title, alt } = chartText(digest);
  return { type: 'image', slack_file: { id: fileId }, alt_text: alt, title: plain(title, 200) };
}
