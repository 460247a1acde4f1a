import type { Cluster } from '../test/postgres/start-cluster.ts';

/** One row of the table of faults: what is done, and what must hold of it. */
export interface Row {
  name: string;
  fault: string;
  /** Without a PostgreSQL it is left out. */
  needsPostgres: boolean;
  /** It does something to the PostgreSQL that others use: nothing runs beside it. */
  alone?: boolean;
  run(size: RowSize): Promise<Finding>;
}

export interface RowSize {
  /** Seconds a row, for continuous integration: other rows run beside it, and no figure is held to a limit. */
  short: boolean;
  /** A PostgreSQL of its own; null for a row that needs none: the embedded database. */
  cluster: Cluster | null;
}

export interface Finding {
  /** What is not as it must be. */
  wrong: string[];
  /** What was done and measured, in words. */
  says: string;
}
