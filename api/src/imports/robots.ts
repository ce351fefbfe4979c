/** By which a site's robots.txt may name us. */
const AGENT = 'everthread';
const LONGEST = 100_000;
const MOST_RULES = 2_000;

type Rule = { allows: boolean; path: string };
export type Robots = readonly Rule[];

/** The rules of a robots.txt that are meant for us: those of our name, or else those for all (RFC 9309). */
export function readRobots(text: string): Robots {
  const groups = new Map<string, Rule[]>();
  let named: string[] = [];
  let isNaming = false;
  for (const line of text.slice(0, LONGEST).split(/\r\n?|\n/)) {
    const [, field = '', value = ''] = /^\s*([a-z-]+)\s*:\s*([^#]*)/i.exec(line) ?? [];
    const name = field.toLowerCase();
    if (name === 'user-agent') {
      if (!isNaming) named = [];
      named.push(value.trim().toLowerCase());
      isNaming = true;
    } else if (name === 'allow' || name === 'disallow') {
      isNaming = false;
      const path = value.trim();
      for (const agent of path === '' ? [] : named) {
        const rules = groups.get(agent) ?? [];
        if (rules.length < MOST_RULES) rules.push({ allows: name === 'allow', path });
        groups.set(agent, rules);
      }
    }
  }
  return groups.get(AGENT) ?? groups.get('*') ?? [];
}

/** Whether we may read a page: the longest rule that fits says so; of two as long the one that allows. */
export function mayRead(robots: Robots, { pathname, search }: URL): boolean {
  const fitting = robots
    .filter(({ path }) => fits(path, pathname + search))
    .toSorted((a, b) => b.path.length - a.path.length || Number(b.allows) - Number(a.allows));
  return fitting[0]?.allows ?? true;
}

/** `*` is anything, `$` the end. Goes through the address once for each piece, whatever the rule. */
function fits(rule: string, path: string): boolean {
  const isWhole = rule.endsWith('$');
  const pieces = (isWhole ? rule.slice(0, -1) : rule).split('*');
  let at = 0;
  for (const [i, piece] of pieces.entries()) {
    const isLast = i === pieces.length - 1;
    if (i === 0) {
      if (!path.startsWith(piece)) return false;
      at = piece.length;
    } else if (isLast && isWhole) {
      return path.length - piece.length >= at && path.endsWith(piece);
    } else {
      const found = path.indexOf(piece, at);
      if (found < 0) return false;
      at = found + piece.length;
    }
  }
  return !isWhole || at === path.length;
}
