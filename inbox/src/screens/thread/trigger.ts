/** What is being looked for while it is typed: somebody to name, or a saved reply. `start`: where its sign stands. */
export type Trigger = { sign: '@' | '/'; query: string; start: number };

/** A sign at the start of a word and what follows it up to the caret; a colleague's name may be of two words. */
export function triggerAt(text: string, caret: number): Trigger | undefined {
  const match = /(?:^|[\s(])([@/])([^\s@/()]{0,40}(?: [^\s@/()]{1,40})?)$/u.exec(text.slice(0, caret));
  const [, sign, query = ''] = match ?? [];
  if (sign !== '@' && sign !== '/') return undefined;
  if (sign === '/' && query.includes(' ')) return undefined;
  return { sign, query, start: caret - query.length - 1 };
}
