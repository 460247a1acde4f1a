import { z } from 'zod';

const UNIT_MS = { m: 60_000, h: 3_600_000, d: 86_400_000, w: 604_800_000 } as const;

/** A span as people write it in the playbook: `15m`, `1h`, `2d`, `1w`. */
export interface Span {
  readonly amount: number;
  readonly unit: keyof typeof UNIT_MS;
}

export const Span = z
  .string()
  .regex(/^[1-9]\d{0,4}[mhdw]$/, 'expected a span such as 15m, 1h, 2d or 1w')
  .transform((text): Span => ({ amount: Number(text.slice(0, -1)), unit: unitOf(text) }))
  .meta({ title: 'span' });

/** Length of a span in wall-clock milliseconds; a day is 24 hours. */
export function spanMs(span: Span): number {
  return span.amount * UNIT_MS[span.unit];
}

function unitOf(text: string): Span['unit'] {
  const unit = text.at(-1);
  return unit === 'm' || unit === 'h' || unit === 'd' ? unit : 'w';
}
