import { type Clock, elapsed, wallSeconds } from './estimate-clock.ts';
import { type Effects, effectOf } from './estimate-effects.ts';
import { fadedTo, type Line } from './estimate-line.ts';
import { binAt, weekTime } from './estimate-week.ts';
import type { Weeks } from './estimate-weeks.ts';

/** What is looked at when a topic begins to wait, in this order. */
const FEATURES = [
  'ahead',
  'aheadOfKind',
  'onShift',
  'aheadPerPerson',
  'oldest',
  'lastWait',
  'recentWait',
  'daysWait',
  'sinceReply',
  'arrived',
  'replied',
  'hour',
  'day',
  'speed',
  'untilTurn',
  'untilOpen',
  'kindMean',
  'kindLate',
  'teamMean',
  'teamLate',
  'earlier',
  'times',
  'othersAhead',
] as const;
export const WIDTH = FEATURES.length;

export type Sight = {
  line: Line;
  weeks: Weeks;
  effects: Effects;
};

export function featuresOf(
  { line, weeks, effects }: Sight,
  id: string,
  teamName: string,
  kind: string,
  nowMs: number,
): Float32Array {
  const team = line.teamOf(teamName);
  const { rates, clocks, isOwn } = weeks.of(teamName);
  const [open, rate] = clocks as [Clock, Clock];
  const ahead = team.waiting.size;
  const oldest = team.waiting.values().next().value;
  const local = weekTime(open.timeZone, nowMs);
  const bin = binAt(local);
  const present = line.knowsShifts ? team.onShift.size : Number.NaN;
  const share = isOwn ? 1 : shareOf(line, teamName);
  const perReply = rates.busy > 0 ? 1 / (rates.busy * share) : 600;
  const before = line.earlier.get(id);
  const expected = (rates.rates[bin] ?? 0) * share * 3600 * 0.72;
  return Float32Array.of(
    Math.log1p(ahead),
    Math.log1p(team.kinds.get(kind) ?? 0),
    present,
    (ahead + 1) / (present + 0.5),
    oldest ? Math.log1p(elapsed(open, oldest.sinceMs, nowMs)) : 0,
    team.lastWait,
    team.recentWait,
    team.daysWait.sum / team.daysWait.value,
    Number.isNaN(team.lastReplyMs) ? Number.NaN : Math.log1p(elapsed(open, team.lastReplyMs, nowMs)),
    Math.log1p(fadedTo(team.arrived, nowMs)),
    (fadedTo(team.replied, nowMs) + 0.5) / (expected + 0.5),
    (bin % 96) / 4,
    Math.floor(bin / 96),
    open.speed[bin] ?? 1,
    Math.log1p(wallSeconds(rate, nowMs, (ahead + 1) * perReply)),
    Math.log1p(wallSeconds(open, nowMs, 300) - 300),
    ...groupFeatures(effects, groupsOf(teamName, kind)),
    before?.wait ?? Number.NaN,
    before?.times ?? 0,
    Math.log1p(line.waiting.size),
  );
}

/** The names of the groups to which a topic belongs: its kind, and its team with its kind. */
export const groupsOf = (team: string, kind: string): [string, string] => [`kind ${kind}`, `team ${team}`];

const groupFeatures = (effects: Effects, groups: readonly string[]): number[] =>
  groups.flatMap((name) => {
    const { mean, late } = effectOf(effects, name);
    return [mean, late];
  });

/** Sets anew what of a row depends on what was learned of its groups. */
export const renewGroups = (features: Float32Array, effects: Effects, groups: readonly string[]): void =>
  features.set(groupFeatures(effects, groups), FEATURES.indexOf('kindMean'));

function shareOf(line: Line, name: string): number {
  let all = 0;
  for (const { replies } of line.teams.values()) all += replies;
  return (line.teamOf(name).replies + 1) / (all + line.teams.size);
}
