import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

type Kind = 'person' | 'channel' | 'message' | 'read' | 'home' | 'file';

/** Keeps what the workspace knows, one row a thing; everything is read once at the start. */
export interface Store {
  all(kind: Kind): unknown[];
  save(kind: Kind, key: string, body: unknown): void;
  remove(kind: Kind, key: string): void;
  close(): void;
}

export function createMemoryStore(): Store {
  return { all: () => [], save: () => undefined, remove: () => undefined, close: () => undefined };
}

/** Each write is its own transaction in the write-ahead log, so a kill -9 loses nothing that was answered. */
export function createFileStore(file: string): Store {
  mkdirSync(dirname(file), { recursive: true });
  const database = new DatabaseSync(file);
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000;
    CREATE TABLE IF NOT EXISTS thing (kind TEXT, key TEXT, body TEXT, PRIMARY KEY (kind, key)) WITHOUT ROWID`);
  const select = database.prepare('SELECT body FROM thing WHERE kind = ?');
  const upsert = database.prepare('INSERT OR REPLACE INTO thing (kind, key, body) VALUES (?, ?, ?)');
  const remove = database.prepare('DELETE FROM thing WHERE kind = ? AND key = ?');
  return {
    all: (kind) => select.all(kind).map((row) => JSON.parse(String(row['body'])) as unknown),
    save: (kind, key, body) => void upsert.run(kind, key, JSON.stringify(body)),
    remove: (kind, key) => void remove.run(kind, key),
    close: () => database.close(),
  };
}
