import { type Digest, FEWEST } from '../blocks/digest.ts';
import { clean, clip } from '../blocks/text.ts';
import { signed } from '../blocks/time-text.ts';
import { COLOURS, type Layer, type Panel } from './theme.ts';

const MOST = 6;
const NAMES = 210; // width of their column
const AXIS = 47; // by how much the charts above begin left of where they are drawn

/** From where to where verdicts moved each term this week, largest move first. */
export function movedPanel({ moved }: Digest, size: { width: number; height: number }): Panel {
  const title = 'What this week’s verdicts moved';
  if (moved.length === 0) {
    return {
      ...size,
      height: 20,
      title: { text: title, subtitle: `terms with ${FEWEST} verdicts or more` },
      data: { values: [{}] },
      mark: { type: 'text', text: 'No term by a point', align: 'left', x: -AXIS },
    };
  }
  const values = moved.slice(0, MOST).map(({ name, before, after }) => ({
    term: clip(clean(name), 30),
    before,
    after,
    beforeText: signed(before),
    afterText: signed(after),
    up: after > before,
  }));
  const color = { condition: { test: 'datum.up', value: COLOURS.up }, value: COLOURS.down } as const;
  const y = { field: 'term', type: 'nominal', sort: null, axis: null } as const;
  return {
    width: size.width,
    height: { step: 28 },
    title: {
      text: title,
      subtitle: `points of each term, with ${FEWEST} verdicts or more: ring before, dot after`,
    },
    data: { values },
    encoding: { y },
    layer: [
      {
        mark: { type: 'text', align: 'left', fill: COLOURS.ink },
        encoding: { x: { value: -AXIS }, text: { field: 'term' } },
      },
      {
        mark: { type: 'rule', strokeWidth: 3 },
        encoding: {
          x: {
            field: 'before',
            type: 'quantitative',
            scale: { zero: true, padding: 32, range: [NAMES - AXIS, size.width] },
            axis: { title: 'points (20 double the odds)', tickCount: 6 },
          },
          x2: { field: 'after' },
          color,
        },
      },
      {
        mark: { type: 'point', filled: false, fill: 'white', size: 70, strokeWidth: 2 },
        encoding: { x: { field: 'before', type: 'quantitative' }, color },
      },
      {
        mark: { type: 'point', size: 90 },
        encoding: { x: { field: 'after', type: 'quantitative' }, color },
      },
      label('before', 'left', 'datum.up'),
      label('before', 'right', '!datum.up'),
      label('after', 'right', 'datum.up'),
      label('after', 'left', '!datum.up'),
    ],
  };
}

/** The figure beside one end of a line, on its outer side. */
function label(end: 'before' | 'after', side: 'left' | 'right', test: string): Layer {
  return {
    transform: [{ filter: test }],
    mark: {
      type: 'text',
      align: side === 'left' ? 'right' : 'left',
      dx: side === 'left' ? -9 : 9,
      fontWeight: end === 'after' ? 600 : 400,
      fill: end === 'after' ? COLOURS.ink : COLOURS.faint,
    },
    encoding: { x: { field: end, type: 'quantitative' }, text: { field: `${end}Text` } },
  };
}
