/** Migrates the database of DATABASE_URL once its standard input says so, and prints what it applied, as JSON. */
import { once } from 'node:events';
import pg from 'pg';
import { migrate } from '../../src/database/migrate.ts';

const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'] });
await pool.query('SELECT 1');
process.stdout.write('ready\n');
await once(process.stdin, 'data');
process.stdout.write(`${JSON.stringify(await migrate(pool))}\n`);
await pool.end();
process.exit();
