/** What went wrong, with its cause. Node tries each address of a host, and tells of all failures in one error without a message. */
export function sayError(error: unknown): string {
  const one: unknown = error instanceof AggregateError ? error.errors[0] : error;
  if (!(one instanceof Error)) return String(one);
  return one.cause === undefined ? one.message : `${one.message} ${sayError(one.cause)}`;
}
