import type { Config, TopLevelSpec } from 'vega-lite';

/** One chart of several that stand together. */
export type Panel = Extract<TopLevelSpec, { vconcat: unknown }>['vconcat'][number];
export type Layer = Extract<Panel, { layer: unknown }>['layer'][number];

/** Colours that stay apart for the colour-blind (Okabe and Ito 2008), on white. */
export const COLOURS = {
  ink: '#1d1c1d',
  faint: '#616061',
  line: '#dddddd',
  up: '#0072b2',
  down: '#d55e00',
} as const;

export const FONT = 'Inter';

/** Few lines, large enough letters: Slack shows the picture at about the width it is drawn in. */
export const THEME: Config = {
  background: 'white',
  padding: 16,
  font: FONT,
  view: { stroke: null },
  title: {
    anchor: 'start',
    fontSize: 16,
    fontWeight: 600,
    color: COLOURS.ink,
    subtitleColor: COLOURS.faint,
    subtitleFontSize: 12,
    subtitlePadding: 6,
    offset: 14,
  },
  axis: {
    labelFontSize: 13,
    titleFontSize: 13,
    titleFontWeight: 'normal',
    labelColor: COLOURS.faint,
    titleColor: COLOURS.faint,
    gridColor: COLOURS.line,
    labelFlush: false,
    domain: false,
    ticks: false,
    labelPadding: 6,
    titlePadding: 8,
  },
  point: { filled: true, opacity: 1 },
  text: { fontSize: 13, fill: COLOURS.faint },
};
