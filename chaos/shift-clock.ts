/**
 * Loaded before Baton: sets the clock of the process wrong. `CHAOS_CLOCK` says by how many milliseconds, and after a
 * comma by how many from five seconds after the start.
 */
const [first = 0, later = first] = (process.env['CHAOS_CLOCK'] ?? '0').split(',').map(Number);
const RealDate = Date;
const started = performance.now();
const shift = () => (performance.now() - started > 5_000 ? later : first);

globalThis.Date = new Proxy(RealDate, {
  construct: (target, args: []) =>
    args.length === 0 ? new target(target.now() + shift()) : new target(...args),
  apply: (target) => new target(target.now() + shift()).toString(),
  get: (target, key) => (key === 'now' ? () => target.now() + shift() : Reflect.get(target, key)),
});
