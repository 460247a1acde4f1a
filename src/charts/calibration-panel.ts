import type { Digest } from '../blocks/digest.ts';
import { FEWEST } from '../scoring/model/calibration.ts';
import { wilson } from '../scoring/interval.ts';
import { COLOURS, type Panel } from './theme.ts';

/** Share accepted by readiness at handover, beside the diagonal where each readiness keeps its word. */
export function calibrationPanel({ calibration }: Digest, size: { width: number; height: number }): Panel {
  const { bins, verdicts, error } = calibration;
  const title = 'Does readiness keep its word?';
  if (error === null) {
    return {
      ...size,
      title: { text: title, subtitle: `told from ${FEWEST} verdicts on; ${verdicts} so far` },
      data: { values: [{}] },
      mark: { type: 'text', text: 'Too early to tell' },
    };
  }
  const percent = { format: '%', values: [0, 0.25, 0.5, 0.75, 1] };
  const scale = { domain: [0, 1] };
  return {
    ...size,
    title: {
      text: title,
      subtitle: `off by ${Math.round(100 * error)} points over ${verdicts} verdicts`,
    },
    layer: [
      {
        data: {
          values: [
            { x: 0, y: 0 },
            { x: 1, y: 1 },
          ],
        },
        mark: { type: 'line', color: COLOURS.faint, strokeDash: [4, 4], strokeWidth: 1 },
        encoding: {
          x: {
            field: 'x',
            type: 'quantitative',
            scale,
            axis: { ...percent, title: 'readiness at handover', grid: false },
          },
          y: { field: 'y', type: 'quantitative', scale, axis: { ...percent, title: 'accepted' } },
        },
      },
      {
        data: { values: bins.map((bin) => ({ ...bin, share: bin.accepted / bin.of, ...wilson(bin) })) },
        encoding: { x: { field: 'predicted', type: 'quantitative' } },
        layer: [
          {
            mark: { type: 'rule', strokeWidth: 2, color: COLOURS.up },
            encoding: { y: { field: 'low', type: 'quantitative' }, y2: { field: 'high' } },
          },
          {
            mark: { type: 'point', size: 70, color: COLOURS.up },
            encoding: { y: { field: 'share', type: 'quantitative' } },
          },
        ],
      },
    ],
  };
}
