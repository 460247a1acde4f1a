import { expect, test } from 'vitest';
import { chartText } from '../../src/blocks/chart-text.ts';
import { digestChart } from '../../src/charts/digest-chart.ts';
import { renderPng } from '../../src/charts/render-png.ts';
import { digest, firstWeek } from '../blocks/digest-fixture.ts';

test.each([
  ['a team that has used it for a while', digest, 100_000],
  ['the first week of a team', firstWeek, 45_000],
])('the chart of %s is a picture of the width that Slack shows', async (_, one, leastBytes) => {
  const png = await renderPng(digestChart(one));
  expect(png.subarray(1, 4).toString()).toBe('PNG');
  const [width, height] = [png.readUInt32BE(16) / 2, png.readUInt32BE(20) / 2];
  expect(width).toBeGreaterThan(600);
  expect(width).toBeLessThan(1000);
  expect(height).toBeLessThan(width);
  expect(png.length).toBeGreaterThan(leastBytes); // with its letters: lines and dots alone take half
});

test('the words beside the chart say what it shows', () => {
  expect(chartText(digest).alt).toMatch(
    /33% of 6 \(10% to 70%\), .*64% of 22 \(43% to 80%\)\. Accepted by readiness: readiness 52: 47% of 47, .*decision maker \+30 to \+24/,
  );
  expect(chartText(firstWeek).alt).toMatch(
    /40% of 5 .*too early to tell, 4 final verdicts\. .*none by enough verdicts/,
  );
});
