import type { TopLevelSpec } from 'vega-lite';
import type { Digest } from '../blocks/digest.ts';
import { acceptancePanel } from './acceptance-panel.ts';
import { calibrationPanel } from './calibration-panel.ts';
import { movedPanel } from './moved-panel.ts';
import { THEME } from './theme.ts';

/** The chart of a digest: acceptance over weeks, calibration, and terms moved. */
export function digestChart(digest: Digest): TopLevelSpec {
  return {
    $schema: 'https://vega.github.io/schema/vega-lite/v6.json',
    config: THEME,
    spacing: 30,
    vconcat: [
      {
        spacing: 28,
        hconcat: [
          acceptancePanel(digest, { width: 270, height: 160 }),
          calibrationPanel(digest, { width: 180, height: 160 }),
        ],
      },
      movedPanel(digest, { width: 540, height: 160 }),
    ],
  };
}
