/** A promise that was made, and how it ended. `quantiles`: none where there was no history to rest on yet. */
export type PastPromise = {
  madeAt: Date;
  dueAt: Date;
  quantiles: Readonly<Record<string, number>> | null;
  outcome: 'kept' | 'broken' | 'renewed';
  settledAt: Date;
};
export type PastWait = { since: Date; answered: Date; promises: readonly PastPromise[] };
export type PastCase = { waits: readonly PastWait[]; rating: number | null };

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const DAYS = 28;
/** From when to when somebody answers on working days, in UTC. */
const [OPENS, CLOSES] = [9 * HOUR, 18 * HOUR];
/** How long a reply takes once somebody is there: half of them longer than this, by a log-normal law of this spread. */
const [MEDIAN_SECONDS, SPREAD] = [14 * 60, 0.8];
/** Of that law: so many spreads above the median lies what 5, 8 and 9 in 10 come before. */
const BANDS = { '0.5': 0, '0.8': 0.8416, '0.9': 1.2816 } as const;
const AIM_MS = 4 * HOUR;
/** Before so many replies were seen a promise rests on what the team wants. */
const SETTLED = 15;
const RATINGS = [5, 5, 4, 5, 3, 4, 5, 5, 4, 2];

/**
 * What a small shop's visitors may have waited for in four weeks: more by day than in the evening, hardly any at the
 * weekend, answered within the hour while somebody is there. The same days always tell the same.
 */
export function pastCases(now: Date): PastCase[] {
  const chance = chances(7);
  const begin = Math.floor(now.getTime() / DAY) * DAY - DAYS * DAY;
  const cases: PastCase[] = [];
  for (let day = 0; day < DAYS; day += 1) {
    const midnight = begin + day * DAY;
    const count = isWorkday(midnight) ? 4 + Math.floor(3 * chance()) : 1 + Math.floor(2 * chance());
    for (let nth = 0; nth < count; nth += 1) {
      const since = midnight + 7 * HOUR + Math.floor(15 * HOUR * (0.5 * chance() + 0.5 * chance()));
      const first = waitFrom(since, cases.length, chance);
      const next = waitFrom(first.answered.getTime() + (2 + 20 * chance()) * MINUTE, cases.length, chance);
      const rating = chance() < 0.45 ? (RATINGS[cases.length % RATINGS.length] ?? null) : null;
      cases.push({ waits: [first, next], rating });
    }
  }
  // What would have been answered today is left to the visitors who wait now.
  return cases.filter(({ waits }) => waits.every(({ answered }) => answered.getTime() < now.getTime() - HOUR));
}

function waitFrom(sinceMs: number, seen: number, chance: () => number): PastWait {
  const since = atMinute(sinceMs);
  const delayMs = thereFrom(since) - since;
  const bell = Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance());
  const answered = since + delayMs + Math.max(MINUTE, MEDIAN_SECONDS * 1000 * Math.exp(SPREAD * bell));
  const within = (spreads: number) => delayMs / 1000 + MEDIAN_SECONDS * Math.exp(SPREAD * spreads);
  const isNew = seen < SETTLED;
  const quantiles = isNew
    ? null
    : Object.fromEntries(Object.entries(BANDS).map(([band, spreads]) => [band, Math.round(within(spreads))]));
  const dueMs = atMinute(isNew ? since + delayMs + AIM_MS : since + within(BANDS['0.9']) * 1000 + MINUTE);
  const made = { madeAt: new Date(since), quantiles };
  const end = new Date(answered);
  if (answered <= dueMs) {
    return {
      since: new Date(since),
      answered: end,
      promises: [{ ...made, dueAt: new Date(dueMs), outcome: 'kept', settledAt: end }],
    };
  }
  const toldMs = dueMs - 3 * MINUTE;
  const laterMs = atMinute(dueMs + 30 * MINUTE);
  const settledAt = new Date(Math.min(answered, laterMs));
  return {
    since: new Date(since),
    answered: end,
    promises: [
      { ...made, dueAt: new Date(dueMs), outcome: 'renewed', settledAt: new Date(toldMs) },
      {
        madeAt: new Date(toldMs),
        quantiles: null,
        dueAt: new Date(laterMs),
        outcome: answered <= laterMs ? 'kept' : 'broken',
        settledAt,
      },
    ],
  };
}

const atMinute = (atMs: number): number => Math.ceil(atMs / MINUTE) * MINUTE;

const isWorkday = (atMs: number): boolean => ![0, 6].includes(new Date(atMs).getUTCDay());

/** When next somebody is there. */
function thereFrom(atMs: number): number {
  const midnight = Math.floor(atMs / DAY) * DAY;
  if (!isWorkday(midnight) || atMs >= midnight + CLOSES) return thereFrom(midnight + DAY);
  return Math.max(atMs, midnight + OPENS);
}

/** Chance that repeats itself (a linear congruence: a demo needs no better). */
function chances(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
