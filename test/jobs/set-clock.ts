const RealDate = Date;

/** Sets this machine's clock forward by so many milliseconds, or back; 0 sets it right again. */
export function setClock(ms: number): void {
  globalThis.Date =
    ms === 0
      ? RealDate
      : (class extends RealDate {
          constructor(...parts: [] | [number]) {
            super(...((parts.length === 0 ? [RealDate.now() + ms] : parts) as [number]));
          }
          static override now() {
            return RealDate.now() + ms;
          }
        } as DateConstructor);
}
