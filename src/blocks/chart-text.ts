import { wilson } from '../scoring/interval.ts';
import type { Digest } from './digest.ts';
import { SHOWN } from './limits.ts';
import { clip, shown } from './text.ts';
import { signed } from './time-text.ts';

const LONGEST = 1900; // of an alt text of 2,000: block-kit/blocks/image-block

/** The chart of a digest in words, for who hears it: what is drawn, with its figures. */
export function chartText({ weeks, moved, calibration }: Digest): { title: string; alt: string } {
  const percent = (part: number) => `${Math.round(100 * part)}%`;
  const acceptance = weeks
    .filter(({ of }) => of > 0)
    .map((week) => {
      const { low, high } = wilson(week);
      return `${percent(week.accepted / week.of)} of ${week.of} (${percent(low)} to ${percent(high)})`;
    });
  const terms = moved
    .slice(0, 6)
    .map(({ name, before, after }) => `${shown(name, SHOWN.short)} ${signed(before)} to ${signed(after)}`);
  const bins = calibration.bins.map(
    ({ predicted, accepted, of }) =>
      `readiness ${Math.round(100 * predicted)}: ${percent(accepted / of)} of ${of}`,
  );
  const alt = [
    `Accepted by week, oldest first: ${acceptance.join(', ') || 'none yet'}.`,
    `Accepted by readiness: ${bins.join(', ') || `too early to tell, ${calibration.verdicts} final verdicts`}.`,
    `Terms moved this week, in points: ${terms.join(', ') || 'none by enough verdicts'}.`,
  ].join(' ');
  return { title: 'Acceptance, calibration, and what moved', alt: clip(alt, LONGEST) };
}
