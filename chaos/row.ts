import type { Cluster } from '../test/postgres/start-cluster.ts';

/** One row of the table of faults: what is done, and what must hold of it. */
export interface Row {
  name: string;
  fault: string;
  /** Without a PostgreSQL it is left out. */
  needsPostgres: boolean;
  run(size: RowSize): Promise<Finding>;
}

export interface RowSize {
  /** Seconds a row, for continuous integration. */
  short: boolean;
  /** A PostgreSQL of its own; null where there is none. */
  cluster: Cluster | null;
}

export interface Finding {
  /** What is not as it must be. */
  wrong: string[];
  /** What was done and measured, in words. */
  says: string;
}
