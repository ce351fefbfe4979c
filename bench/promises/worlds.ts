type Kind = { name: string; share: number; priority: number; handling: number };
type Agent = {
  id: string;
  team: string;
  shifts: { days: number[]; from: number; to: number }[];
  /** The chance that he is not there on a day. */
  absence: number;
};

/** Everything that the simulator is told; printed with the figures. Hours and days are UTC, Monday is 0. */
export type World = {
  name: string;
  seed: string;
  fromMs: number;
  weeks: number;
  teams: string[];
  agents: Agent[];
  perWeek: number;
  /** How much is written in each hour of a day. */
  curve: number[];
  /** How much is written on a day of the weekend, beside a working day. */
  weekend: number;
  kinds: Kind[]; // handling: median seconds
  handlingSpread: number;
  /** Mean seconds before an agent who is free turns to the next. */
  pause?: number;
  discipline: 'oldest' | 'any' | 'newest';
  /** Mean seconds until a visitor gives up. */
  patience?: number;
  writesAgain: number;
  thinks: number; // median seconds
  growthPerWeek: number;
  handlingPerWeek: number;
  burst?: { chance: number; size: number };
  outage?: { week: number; arrivals: number; handling: number };
  tellsShifts: boolean;
};

const MONDAY = Date.parse('2026-01-05T00:00:00Z');
const WORKDAYS = [0, 1, 2, 3, 4];
const EVERY_DAY = [0, 1, 2, 3, 4, 5, 6];
const BY_DAY = [1, 1, 1, 1, 1, 2, 4, 7, 12, 16, 18, 17, 14, 16, 17, 16, 14, 12, 9, 7, 6, 4, 3, 2];
const FLAT = Array.from({ length: 24 }, () => 1);

const crew = (team: string, count: number, shifts: Agent['shifts'], absence = 0.05): Agent[] =>
  Array.from({ length: count }, (_, i) => ({ id: `${team}-${shifts[0]?.from ?? 0}-${i}`, team, shifts, absence }));

const base: World = {
  name: 'base',
  seed: '1',
  fromMs: MONDAY,
  weeks: 16,
  teams: ['support'],
  agents: crew('support', 6, [{ days: WORKDAYS, from: 9, to: 18 }]),
  perWeek: 700,
  curve: BY_DAY,
  weekend: 0.35,
  kinds: [{ name: 'question', share: 1, priority: 0, handling: 300 }],
  handlingSpread: 0.8,
  pause: 120,
  discipline: 'oldest',
  writesAgain: 0.45,
  thinks: 900,
  growthPerWeek: 1,
  handlingPerWeek: 1,
  tellsShifts: true,
};

/** Teams as different as they come. */
export const worlds: readonly World[] = [
  {
    ...base,
    name: 'office',
    weeks: 28,
    perWeek: 800,
    teams: ['support', 'billing'],
    agents: [
      ...crew('support', 4, [{ days: WORKDAYS, from: 8, to: 17 }]),
      ...crew('support', 2, [{ days: WORKDAYS, from: 12, to: 20 }]),
      ...crew('support', 1, [{ days: [5], from: 10, to: 14 }]),
      ...crew('billing', 4, [{ days: WORKDAYS, from: 9, to: 17 }]),
    ],
    kinds: [
      { name: 'question', share: 6, priority: 0, handling: 240 },
      { name: 'bug', share: 2, priority: 0, handling: 700 },
      { name: 'urgent', share: 1, priority: 1, handling: 300 },
    ],
    growthPerWeek: 1.01,
    outage: { week: 18, arrivals: 2.2, handling: 1.6 },
  },
  { ...base, name: 'no-shifts-told', weeks: 20, tellsShifts: false, perWeek: 700, growthPerWeek: 1.01 },
  {
    ...base,
    name: 'round-the-clock',
    weeks: 9,
    perWeek: 3000,
    curve: BY_DAY.map((each) => each + 4),
    weekend: 0.8,
    agents: [
      ...crew('support', 7, [{ days: EVERY_DAY, from: 7, to: 15 }]),
      ...crew('support', 7, [{ days: EVERY_DAY, from: 14, to: 22 }]),
      ...crew('support', 3, [{ days: EVERY_DAY, from: 22, to: 31 }]),
    ],
    patience: 5400,
    handlingSpread: 1,
    pause: 10,
  },
  {
    ...base,
    name: 'calls',
    weeks: 8,
    perWeek: 5000,
    agents: crew('support', 6, [{ days: EVERY_DAY, from: 7, to: 24 }], 0.08),
    curve: BY_DAY,
    weekend: 0.7,
    kinds: [
      { name: 'regular', share: 7, priority: 0, handling: 180 },
      { name: 'gold', share: 3, priority: 1, handling: 200 },
    ],
    pause: 3,
    patience: 500,
    writesAgain: 0,
    tellsShifts: false,
  },
  {
    ...base,
    name: 'sparse',
    weeks: 104,
    perWeek: 5,
    agents: crew('support', 1, [{ days: WORKDAYS, from: 9, to: 17 }], 0.1),
    pause: 5000,
    tellsShifts: false,
  },
  {
    ...base,
    name: 'forum',
    weeks: 40,
    perWeek: 500,
    curve: BY_DAY.map((each) => each + 5),
    weekend: 0.7,
    agents: crew('support', 40, [{ days: EVERY_DAY, from: 6, to: 24 }], 0.4),
    discipline: 'any',
    kinds: [
      { name: 'js', share: 5, priority: 0, handling: 900 },
      { name: 'sql', share: 3, priority: 0, handling: 2500 },
      { name: 'cobol', share: 1, priority: 0, handling: 15000 },
    ],
    handlingSpread: 2,
    patience: 900_000,
    writesAgain: 0.2,
    tellsShifts: false,
  },
  {
    ...base,
    name: 'drifting',
    weeks: 24,
    perWeek: 350,
    growthPerWeek: 1.03,
    handlingPerWeek: 0.985,
    agents: crew('support', 4, [{ days: WORKDAYS, from: 8, to: 20 }]),
    handlingSpread: 1.1,
    discipline: 'newest',
  },
  {
    ...base,
    name: 'bursts',
    weeks: 20,
    perWeek: 250,
    burst: { chance: 0.08, size: 15 },
    curve: FLAT,
    weekend: 1,
    agents: crew('support', 3, [
      { days: EVERY_DAY, from: 8, to: 12 },
      { days: EVERY_DAY, from: 13, to: 17 },
    ]),
  },
];
