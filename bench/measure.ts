export interface Row {
  what: string;
  measured: string;
  against: string;
  ratio: number;
  wanted: string;
}

interface Work {
  (round: number): unknown;
  /** What must be there before the work, outside the measured time. */
  before?: () => unknown;
}

/** Runs two pieces of work in turn and gives back the median milliseconds of each. */
export async function inTurn(rounds: number, a: Work, b: Work): Promise<[a: number, b: number]> {
  const times: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    for (const [index, work] of [a, b].entries()) {
      await work.before?.();
      const started = performance.now();
      await work(round);
      times[index]?.push(performance.now() - started);
    }
  }
  return [median(times[0]), median(times[1])];
}

function median(values: number[]): number {
  return values.toSorted((x, y) => x - y)[Math.floor(values.length / 2)] ?? 0;
}
