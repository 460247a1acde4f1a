import { once } from 'node:events';
import { connect } from 'node:net';
import { join } from 'node:path';
import pg from 'pg';
import { describe, expect, onTestFinished, test } from 'vitest';
import { borrowEmbedded } from './borrow-embedded.ts';
import { onEmbedded } from './test-database.ts';

async function newEmbedded(): Promise<string> {
  const embedded = await borrowEmbedded();
  onTestFinished(() => embedded.stop());
  return embedded.host;
}

async function connectTo(host: string): Promise<pg.Client> {
  const client = new pg.Client({ host, user: 'postgres', database: 'postgres' });
  await client.connect();
  onTestFinished(() => client.end());
  return client;
}

/** A message as it goes over the wire: its letter, its length, and what it says. */
function message(letter: string, says: string): Buffer {
  const length = Buffer.alloc(4);
  length.writeInt32BE(4 + says.length);
  return Buffer.concat([Buffer.from(letter), length, Buffer.from(says)]);
}

describe.runIf(onEmbedded)('the embedded database', () => {
  test('a statement that fails, at whatever step, is told, and the next is answered', async () => {
    const client = await connectTo(await newEmbedded());
    for (const wrong of ['SELECT FROM FROM $1', 'SELECT 1 / $1::int', 'SELECT $1::int, nothing']) {
      await expect(client.query(wrong, ['0'])).rejects.toThrow(/syntax|zero|nothing/);
      const { rows } = await client.query('SELECT $1::int AS given', [5]);
      expect(rows).toEqual([{ given: 5 }]);
    }
  });

  test('an answer of megabytes is whole', async () => {
    const client = await connectTo(await newEmbedded());
    const { rows } = await client.query<{ n: number; text: string }>(
      `SELECT n, repeat(chr(65 + n % 26), 100000) AS text FROM generate_series(1, $1::int) n`,
      [50],
    );
    const whole = rows.every(({ n, text }) => text === String.fromCharCode(65 + (n % 26)).repeat(100_000));
    expect({ rows: rows.length, whole }).toEqual({ rows: 50, whole: true });
  });

  test('rows that are fetched part by part all come', async () => {
    const client = await connectTo(await newEmbedded());
    const byTwo = { text: 'SELECT generate_series(1, $1::int) AS n', values: [5], rows: 2 };
    const { rows } = await client.query<{ n: number }>(byTwo);
    expect(rows.map(({ n }) => n)).toEqual([1, 2, 3, 4, 5]);
  });

  test('what a connection began and never finished does not touch the next', async () => {
    const host = await newEmbedded();
    const socket = connect(join(host, '.s.PGSQL.5432'));
    socket.write(message('', '\0\x03\0\0user\0postgres\0database\0postgres\0\0'));
    await once(socket, 'data');
    socket.write(message('P', '\0SELECT FROM FROM\0\0\0'));
    const closed = once(socket, 'close');
    socket.end();
    await closed;
    const { rows } = await (await connectTo(host)).query('SELECT $1::int AS given', [5]);
    expect(rows).toEqual([{ given: 5 }]);
  });
});
