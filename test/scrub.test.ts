import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLog } from '../src/log.ts';

/** What a line says, however deep it is and whoever writes it. */
function logged(write: (log: ReturnType<typeof createLog>) => void): string {
  let lines = '';
  write(createLog('trace', { write: (line) => void (lines += line) }));
  return lines;
}

const secret = fc.stringMatching(/^[a-z]{6}[0-9]{6}$/);
const telling = secret.chain((word) =>
  fc
    .constantFrom(
      `${word}@acme.example`,
      `xoxb-1-${word}`,
      `xapp-1-${word}`,
      `whsec_${word}`,
      `Bearer ${word}`,
      `postgresql://baton:${word}@db.example/baton`,
      `https://hooks.slack.example/${word}`,
    )
    .map((text) => ({ word, text })),
);
const sensitiveKey = fc.constantFrom(
  'email',
  'name',
  'lead_name',
  'leadName',
  'token',
  'phone',
  'text',
  'company',
);

/** The value somewhere deep in a line. */
function deep(depth: number, key: string, value: unknown): object {
  return depth === 0
    ? { [key]: value }
    : { [`at${depth}`]: depth % 2 ? [deep(depth - 1, key, value)] : deep(depth - 1, key, value) };
}

test('personal members are hidden at any depth', () => {
  fc.assert(
    fc.property(secret, sensitiveKey, fc.nat(12), (word, key, depth) => {
      expect(logged((log) => log.info(deep(depth, key, word), 'says'))).not.toContain(word);
    }),
  );
});

test('tokens, secrets and addresses are hidden in any text, also in the message of a line', () => {
  fc.assert(
    fc.property(telling, fc.nat(5), fc.string(), ({ word, text }, depth, around) => {
      const lines = logged((log) => {
        log.info(deep(depth, 'why', `${around} ${text} ${around}`), `${text} says`);
        log.trace(`it was ${text}`);
      });
      expect(lines).not.toContain(word);
    }),
  );
});

test('what an error was about is hidden, with its causes; what kind it is and where is told', () => {
  fc.assert(
    fc.property(secret, (word) => {
      const cause = Object.assign(new Error(`Key (email)=(${word}) exists`), { code: '23505', detail: word });
      const lines = logged((log) =>
        log.error({ err: new Error(`for ${word}`, { cause }), other: cause }, 'failed'),
      );
      expect(lines).not.toContain(word);
      expect(lines).toContain('23505');
      expect(lines).toContain('scrub.test.ts');
    }),
  );
});

test('a line that can not be written whole is written all the same', () => {
  const around: Record<string, unknown> = {};
  around['self'] = around;
  expect(logged((log) => log.info({ around, big: 1n }, 'says'))).toContain('says');
});
