import { type Digest, FEWEST } from '../blocks/digest.ts';
import { dateFormat } from '../scoring/date-format.ts';
import { wilson } from '../scoring/interval.ts';
import { COLOURS, type Panel } from './theme.ts';

/** Share accepted, week by week, each with its 95% interval; weeks with few verdicts are pale. */
export function acceptancePanel({ weeks, timezone }: Digest, size: { width: number; height: number }): Panel {
  const day = dateFormat(timezone, { day: 'numeric', month: 'short' });
  const values = weeks.map((week) => ({
    week: day.format(week.from),
    ...(week.of > 0 && { share: week.accepted / week.of, ...wilson(week) }),
    of: week.of,
  }));
  const every = (nth: number) =>
    values.map(({ week }) => week).filter((_, at) => (values.length - at) % nth === 1);
  const x = {
    field: 'week',
    type: 'ordinal',
    scale: { domain: values.map(({ week }) => week) },
    axis: { title: 'week from', labelAngle: 0, values: every(3), grid: false },
  } as const;
  const opacity = { condition: { test: `datum.of >= ${FEWEST}`, value: 1 }, value: 0.35 } as const;
  return {
    ...size,
    title: {
      text: 'Accepted by sales, by week',
      subtitle: `95% intervals; pale: under ${FEWEST} verdicts`,
    },
    data: { values },
    encoding: { x },
    layer: [
      {
        mark: { type: 'rule', strokeWidth: 2, color: COLOURS.up },
        encoding: {
          y: {
            field: 'low',
            type: 'quantitative',
            scale: { domain: [0, 1] },
            axis: { format: '%', title: null, values: [0, 0.25, 0.5, 0.75, 1] },
          },
          y2: { field: 'high' },
          opacity,
        },
      },
      {
        mark: { type: 'point', size: 70, color: COLOURS.up },
        encoding: { y: { field: 'share', type: 'quantitative' }, opacity },
      },
      {
        transform: [{ filter: `datum.week === '${values.at(-1)?.week}' && datum.of > 0` }],
        mark: { type: 'text', dy: -9, fontWeight: 600, fill: COLOURS.ink },
        encoding: {
          y: { field: 'high', type: 'quantitative' },
          text: { field: 'share', type: 'quantitative', format: '.0%' },
        },
      },
    ],
  };
}
