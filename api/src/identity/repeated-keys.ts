/**
 * True where an object of this JSON names one key twice. `JSON.parse` silently takes the last, other readers the first,
 * so that two of them would see two different persons in one token. The text must be valid JSON.
 */
export function hasRepeatedKeys(json: string): boolean {
  const written = [...json.matchAll(/"(?:[^"\\]|\\.)*"(\s*:)?/g)].filter(([, colon]) => colon !== undefined).length;
  return written !== countKeys(JSON.parse(json));
}

function countKeys(value: unknown): number {
  if (typeof value !== 'object' || value === null) return 0;
  const inner = Object.values(value).reduce((sum: number, each) => sum + countKeys(each), 0);
  return Array.isArray(value) ? inner : inner + Object.keys(value).length;
}
