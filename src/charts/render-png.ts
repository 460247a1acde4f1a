import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { initWasm, Resvg } from '@resvg/resvg-wasm';
import { Error as ERRORS_ALONE, parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import { FONT } from './theme.ts';

const SCALE = 2; // pixels a point: sharp on dense screens

const require = createRequire(import.meta.url);
let ready: Promise<Uint8Array[]> | null = null;

/**
 * Draws a chart as a PNG, twice as large as its points. WebAssembly and a font of our own: it looks the same on every
 * machine, one without any fonts included.
 */
export async function renderPng(spec: TopLevelSpec): Promise<Buffer> {
  ready ??= load();
  const fontBuffers = await ready;
  // It would warn of each axis that has no data yet.
  const view = new View(parse(compile(spec).spec), { renderer: 'none', logLevel: ERRORS_ALONE });
  const svg = await view.toSVG();
  view.finalize();
  const drawn = new Resvg(svg, {
    fitTo: { mode: 'zoom', value: SCALE },
    font: { fontBuffers, defaultFontFamily: FONT },
  });
  return Buffer.from(drawn.render().asPng());
}

async function load(): Promise<Uint8Array[]> {
  await initWasm(await readFile(require.resolve('@resvg/resvg-wasm/index_bg.wasm')));
  const fonts = [
    require.resolve('@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf'),
    require.resolve('@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf'),
  ];
  return Promise.all(fonts.map((file) => readFile(file)));
}
