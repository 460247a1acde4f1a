/** One call of the Web API that came in. */
export interface ApiCall {
  method: string;
  at: number; // ms since 1970
  args: Record<string, unknown>; // without the token
  status: number;
  result: Record<string, unknown>;
}

export interface CallLog {
  add(call: ApiCall): void;
  /** The newest 5,000, oldest first. */
  readonly all: readonly ApiCall[];
}

const kept = 5000;

export function createCallLog(): CallLog {
  const all: ApiCall[] = [];
  return {
    add(call) {
      all.push(call);
      if (all.length > 2 * kept) all.splice(0, all.length - kept);
    },
    all,
  };
}
