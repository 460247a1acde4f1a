import type { KnownBlock, ModalView } from '@slack/types';
import type { Digest } from './digest.ts';
import {
  calibrationLine,
  fewLine,
  movedLine,
  namedLine,
  reasonsLine,
  nextPlacesLines,
  repLine,
  secondLooksLines,
  shareText,
  speedLines,
} from './digest-lines.ts';
import { VIEWS } from './ids.ts';
import { header, section } from './parts.ts';
import { plain } from './text.ts';
import { days } from './time-text.ts';

const MOST = 40;
const FULL = 2900; // characters of a section of 3,000; no line is longer

/** All figures of a digest. */
export function buildDigestModal(digest: Digest): ModalView {
  const few = (count: number) => fewLine(count) ?? [];
  const day = (at: number) => days(at, at, digest.timezone);
  return {
    type: 'modal',
    callback_id: VIEWS.digest,
    title: plain('All figures', 24),
    close: plain('Close', 24),
    blocks: [
      header(`Week of ${days(digest.from, digest.until, digest.timezone)}`),
      ...part(
        'Accepted by week',
        digest.weeks.toReversed().map((week) => `from ${day(week.from)}: ${shareText(week)}`),
      ),
      ...part('The score moved', digest.moved.map(movedLine)),
      ...part(
        'Accepted by source, last four weeks',
        [...digest.sources.map(namedLine), few(digest.fewSources)].flat(),
      ),
      ...part(
        'Accepted by content taken in before, last four weeks',
        [...digest.content.map(namedLine), few(digest.fewContent)].flat(),
      ),
      ...part(
        'Accepted by rep, last four weeks: who is lenient or strict stays out of the score',
        [...digest.reps.map(repLine), few(digest.fewReps)].flat(),
      ),
      ...part(
        'Turned down for, last four weeks',
        digest.reasons.map((one) => reasonsLine(one)),
      ),
      ...part(
        'Held back, of leads with interest in the last four weeks',
        digest.heldBack.map(({ why, count }) => `${count}  ${why}`),
      ),
      ...part('How fast sales took them', speedLines(digest.speed)),
      ...part('Second looks, last four weeks', secondLooksLines(digest.secondLooks)),
      ...part('The next places would have gone to, by readiness', nextPlacesLines(digest)),
      ...part('Calibration', [calibrationLine(digest.calibration)]),
    ],
  };
}

function part(title: string, lines: string[]): KnownBlock[] {
  const told = lines.length > MOST ? [...lines.slice(0, MOST), `and ${lines.length - MOST} more`] : lines;
  const texts: string[] = [];
  let text = `*${title}*`;
  for (const line of told) {
    if (text.length + line.length + 1 > FULL) {
      texts.push(text);
      text = line;
    } else text += `\n${line}`;
  }
  return lines.length === 0 ? [] : [...texts, text].map(section);
}
