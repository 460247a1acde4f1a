/**
 * Flags of V8 for tests: what it makes fast while it runs, PGlite most of all, takes longer to make than a test gains by it.
 * https://v8.dev/docs/wasm-compilation-pipeline
 */
export const FOR_TESTS = ['--liftoff-only', '--no-wasm-inlining', '--max-opt=2', '--min-semi-space-size=16'];

/** The arguments that let another process run as this one does: with those flags within tests, without them elsewhere. */
export const AS_THIS_ONE = [
  ...process.execArgv.filter((flag) => FOR_TESTS.includes(flag)),
  '--disable-warning=ExperimentalWarning',
];

/** What every process may know of this one: where programs are, and what was compiled before. */
export const HARMLESS = {
  PATH: process.env['PATH'],
  NODE_COMPILE_CACHE: process.env['NODE_COMPILE_CACHE'],
};
