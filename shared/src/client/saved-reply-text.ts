/** What can be filled into a saved reply, as far as it is known. */
export type Values = Readonly<Record<Variable, string | null | undefined>>;

export const VARIABLES = [
  'visitor.name',
  'visitor.first_name',
  'visitor.email',
  'agent.name',
  'agent.first_name',
  'workspace.name',
] as const;
export type Variable = (typeof VARIABLES)[number];

// `{{visitor.first_name | there}}`: what stands behind the line is said where the name is not known.
const PLACE = /\{\{\s*([a-z_]+\.[a-z_]+)\s*(?:\|([^{}]*))?\}\}/g;

const isVariable = (name: string): name is Variable => (VARIABLES as readonly string[]).includes(name);

/** The words with all that is known filled in. What is not known, and has no other words, stays as it is. */
export function fillIn(text: string, values: Values): string {
  return text.replace(PLACE, (place, name: string, instead: string | undefined) => {
    const value = isVariable(name) ? values[name]?.trim() : undefined;
    return value || (instead === undefined ? place : instead.trim());
  });
}

/** What still has to be filled in by hand, in the order in which it stands there. */
export const unfilled = (text: string): string[] => [
  ...new Set([...text.matchAll(PLACE)].filter(([, name]) => name && isVariable(name)).map(([place]) => place)),
];

/** Where the first of them stands. */
export function firstUnfilled(text: string): { start: number; end: number } | undefined {
  for (const match of text.matchAll(PLACE)) {
    if (match[1] && isVariable(match[1])) return { start: match.index, end: match.index + match[0].length };
  }
  return undefined;
}

/** The first of somebody's names: how one speaks to him. */
export const firstName = (name: string | null | undefined): string | undefined =>
  name?.trim().split(/\s+/)[0] || undefined;
