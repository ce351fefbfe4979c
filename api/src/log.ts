/**
 * One line of JSON on the console, where Workers Logs reads it. Facts about the system only: never a body, a token,
 * an address or a name.
 */
export function log(event: string, facts: Record<string, string | number | boolean | undefined> = {}): void {
  console.log(JSON.stringify({ event, ...facts }));
}

/** What may be logged of an error: its class, where it came from, and for ours the message, which holds no data. */
export function describeError(error: unknown): { error: string; code: string | undefined; stack: string | undefined } {
  if (!(error instanceof Error)) return { error: typeof error, code: undefined, stack: undefined };
  const code = 'sqlState' in error ? String(error.sqlState) : 'code' in error ? String(error.code) : undefined;
  // The first line repeats the message, which in errors of others may quote what they were given.
  const stack = error.stack
    ?.split('\n')
    .filter((line) => line.trimStart().startsWith('at '))
    .slice(0, 6)
    .join('\n');
  return { error: error.name, code, stack };
}
