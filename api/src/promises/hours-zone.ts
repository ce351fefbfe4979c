const SECOND = 1000;
const DAY = 86_400 * SECOND;
// Shorter than any stretch between two changes that cancel each other out (Casablanca's Ramadan, Cairo's of 2010).
const BLOCK = 8 * DAY;

/** A stretch in which a zone's clock stays as far ahead of UTC: from `fromMs` until before `toMs`. */
export type Offset = { fromMs: number; toMs: number; offsetMs: number };

/**
 * How far the clock of an IANA time zone is ahead of UTC from one moment to another, in stretches without a gap. Asked of
 * `Intl`, whose rules the runtime keeps up to date, once for every eight days and zone.
 */
export function offsetsBetween(timeZone: string, fromMs: number, toMs: number): Offset[] {
  const zone = zoneOf(timeZone);
  const found: Offset[] = [];
  for (let block = Math.floor(fromMs / BLOCK); block * BLOCK < toMs; block += 1) {
    for (const { fromMs: begin, toMs: end, offsetMs } of blockOf(zone, block)) {
      const last = found.at(-1);
      if (end <= fromMs || begin >= toMs) continue;
      if (last?.offsetMs === offsetMs) last.toMs = Math.min(end, toMs);
      else found.push({ fromMs: Math.max(begin, fromMs), toMs: Math.min(end, toMs), offsetMs });
    }
  }
  return found;
}

/** How far the clock of the zone is ahead of UTC at that moment. */
export function offsetAt(timeZone: string, atMs: number): number {
  if (timeZone === 'UTC') return 0;
  const found = blockOf(zoneOf(timeZone), Math.floor(atMs / BLOCK)).find(({ toMs }) => atMs < toMs);
  return found?.offsetMs ?? 0;
}

type Zone = { format: Intl.DateTimeFormat; blocks: Map<number, Offset[]> };

const zones = new Map<string, Zone>();

function zoneOf(timeZone: string): Zone {
  const known = zones.get(timeZone);
  if (known) return known;
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });
  const zone = { format, blocks: new Map() };
  zones.set(timeZone, zone);
  return zone;
}

function blockOf(zone: Zone, block: number): Offset[] {
  const known = zone.blocks.get(block);
  if (known) return known;
  if (zone.blocks.size > 2000) zone.blocks.clear();
  const found = findOffsets(zone, block * BLOCK, (block + 1) * BLOCK);
  zone.blocks.set(block, found);
  return found;
}

function findOffsets(zone: Zone, fromMs: number, toMs: number): Offset[] {
  const found: Offset[] = [{ fromMs, toMs, offsetMs: askIntl(zone, fromMs) }];
  if (askIntl(zone, toMs) === found[0]?.offsetMs) return found;
  for (let day = fromMs; day < toMs; day += DAY) {
    const before = askIntl(zone, day);
    const after = askIntl(zone, day + DAY);
    if (before === after) continue;
    const changeMs = findChange(zone, day, day + DAY, before);
    const last = found.at(-1);
    if (last) last.toMs = changeMs;
    if (changeMs < toMs) found.push({ fromMs: changeMs, toMs, offsetMs: after });
  }
  return found;
}

/** The first second with another offset than before. */
function findChange(zone: Zone, fromMs: number, toMs: number, before: number): number {
  let [low, high] = [fromMs, toMs];
  while (high - low > SECOND) {
    const middle = low + Math.floor((high - low) / 2 / SECOND) * SECOND;
    if (askIntl(zone, middle) === before) low = middle;
    else high = middle;
  }
  return high;
}

/** For whole seconds only: years before Christ are of no concern here. */
function askIntl({ format }: Zone, atMs: number): number {
  const [month = 1, day = 1, year = 1970, hour = 0, minute = 0, second = 0] = format
    .format(atMs)
    .split(/\D+/)
    .map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second) - atMs;
}
