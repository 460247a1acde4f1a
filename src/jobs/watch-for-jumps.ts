const LOOK_MS = 1000;
const JUMP_MS = 1000;

/** Calls back when this machine's clock was set, by more than a second, forward or backward; looks once a second. */
export function watchForJumps(onJump: () => void): { stop(): void } {
  const skew = () => Date.now() - performance.now(); // the second never jumps
  let last = skew();
  const timer = setInterval(() => {
    const current = skew();
    const jumped = Math.abs(current - last) > JUMP_MS;
    last = current;
    if (jumped) onJump();
  }, LOOK_MS).unref();
  return { stop: () => clearInterval(timer) };
}
