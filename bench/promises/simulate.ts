import type { WaitEvent } from '../../api/src/promises/estimate-events.ts';
import { type Random, seeded } from '../chaos/random.ts';
import { Agenda } from './agenda.ts';
import type { World } from './worlds.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

type Topic = { id: string; team: string; kind: string; priority: number; handling: number; sinceMs: number };
type Agent = { id: string; team: string; isHere: boolean; isBusy: boolean };
type Step =
  | { does: 'arrive' }
  | { does: 'wait'; topic: Topic }
  | { does: 'leave'; topic: Topic }
  | { does: 'finish'; agent: Agent; topic: Topic }
  | { does: 'come' | 'go'; agent: Agent };

/**
 * Plays a support team's weeks: visitors write by the hour of the week, wait in line by priority and then by age, leave
 * when their patience ends, are answered by agents on shift and often write again. The same seed gives the same weeks.
 */
export function simulate(world: World): WaitEvent[] {
  const chance = seeded(`${world.name}/${world.seed}`);
  const agenda = new Agenda<Step>();
  const events: WaitEvent[] = [];
  const agents = world.agents.map((agent): Agent => ({ id: agent.id, team: agent.team, isHere: false, isBusy: false }));
  const lines = new Map<string, Topic[]>();
  const endMs = world.fromMs + world.weeks * 7 * DAY;
  let topics = 0;

  for (const [i, agent] of agents.entries()) {
    const { shifts = [], absence = 0 } = world.agents[i] ?? {};
    for (let day = 0; day < world.weeks * 7; day += 1) {
      if (chance.isLucky(absence)) continue;
      for (const { days, from, to } of shifts) {
        if (!days.includes(day % 7)) continue;
        const late = chance.next() * 0.25 * HOUR;
        agenda.put(world.fromMs + day * DAY + from * HOUR + late, { does: 'come', agent });
        agenda.put(world.fromMs + day * DAY + to * HOUR + late, { does: 'go', agent });
      }
    }
  }
  agenda.put(world.fromMs, { does: 'arrive' });

  const tell = (atMs: number, event: Omit<WaitEvent, 'atMs'>) => events.push({ atMs: Math.round(atMs), ...event });

  const work = (nowMs: number) => {
    for (const agent of agents) {
      if (!agent.isHere || agent.isBusy) continue;
      const topic = takeNext(lines.get(agent.team), world, chance);
      if (!topic) continue;
      agent.isBusy = true;
      const slow = isOutage(world, nowMs) ? (world.outage?.handling ?? 1) : 1;
      const spell = (topic.handling * slow * trend(world.handlingPerWeek, world, nowMs)) / 1000;
      const seconds =
        spell * logNormal(chance, world.handlingSpread) + (world.pause ?? 0) * -Math.log(1 - chance.next());
      agenda.put(nowMs + Math.max(1, seconds) * 1000, { does: 'finish', agent, topic });
    }
  };

  const begin = (nowMs: number, topic: Topic) => {
    tell(nowMs, { type: 'waiting', id: topic.id, team: topic.team, kind: topic.kind });
    topic.sinceMs = nowMs;
    const line = lines.get(topic.team) ?? [];
    lines.set(topic.team, line);
    line.push(topic);
    if (world.patience)
      agenda.put(nowMs - Math.log(1 - chance.next()) * world.patience * 1000, { does: 'leave', topic: { ...topic } });
  };

  for (let next = agenda.take(); next && next.atMs < endMs; next = agenda.take()) {
    const { atMs, what } = next;
    switch (what.does) {
      case 'arrive': {
        agenda.put(atMs + nextArrival(world, chance, atMs), { does: 'arrive' });
        if (!chance.isLucky(arrivalShare(world, atMs))) break;
        const burst = world.burst && chance.isLucky(world.burst.chance) ? chance.between(2, world.burst.size) : 1;
        for (let i = 0; i < burst; i += 1) {
          const kind = pickKind(world, chance);
          const team = chance.pick(world.teams);
          topics += 1;
          begin(atMs, {
            id: `t${topics}`,
            team,
            kind: kind.name,
            priority: kind.priority,
            handling: kind.handling * 1000,
            sinceMs: atMs,
          });
        }
        break;
      }
      case 'wait':
        begin(atMs, what.topic);
        break;
      case 'leave': {
        const line = lines.get(what.topic.team) ?? [];
        const place = line.findIndex(({ id, sinceMs }) => id === what.topic.id && sinceMs === what.topic.sinceMs);
        if (place < 0) break;
        line.splice(place, 1);
        tell(atMs, { type: 'left', id: what.topic.id, team: what.topic.team });
        break;
      }
      case 'finish': {
        tell(atMs, { type: 'replied', id: what.topic.id, team: what.topic.team });
        what.agent.isBusy = false;
        if (chance.isLucky(world.writesAgain)) {
          const thinks = world.thinks * logNormal(chance, 1.2) * 1000;
          agenda.put(atMs + thinks, { does: 'wait', topic: { ...what.topic, handling: what.topic.handling } });
        }
        break;
      }
      case 'come':
      case 'go':
        what.agent.isHere = what.does === 'come';
        if (world.tellsShifts) {
          tell(atMs, { type: what.agent.isHere ? 'on-shift' : 'off-shift', id: what.agent.id, team: what.agent.team });
        }
        break;
      default:
        what satisfies never;
    }
    work(atMs);
  }
  return events;
}

function takeNext(line: Topic[] | undefined, world: World, chance: Random): Topic | undefined {
  if (!line?.length) return undefined;
  if (world.discipline === 'any') return line.splice(chance.between(0, line.length - 1), 1)[0];
  if (world.discipline === 'newest' && chance.isLucky(0.5)) return line.pop();
  let best = 0;
  for (const [i, { priority }] of line.entries()) if (priority > (line[best]?.priority ?? 0)) best = i;
  return line.splice(best, 1)[0];
}

const isOutage = ({ outage, fromMs }: World, nowMs: number): boolean =>
  outage !== undefined && Math.floor((nowMs - fromMs) / (7 * DAY)) === outage.week;

const trend = (perWeek: number, { fromMs }: World, nowMs: number): number => perWeek ** ((nowMs - fromMs) / (7 * DAY));

/** Candidates come at the highest rate there can be; which of them are real is drawn by the hour (thinning). */
function nextArrival(world: World, chance: Random, atMs: number): number {
  const perHour =
    (world.perWeek / 168) *
    peak(world) *
    trend(world.growthPerWeek, world, atMs) *
    (isOutage(world, atMs) ? (world.outage?.arrivals ?? 1) : 1);
  return (-Math.log(1 - chance.next()) / perHour) * HOUR;
}

const peak = ({ curve, weekend }: World): number =>
  (Math.max(...curve) / mean(curve)) * (7 / (5 + 2 * weekend)) * Math.max(1, weekend);
const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;

function arrivalShare({ curve, weekend, fromMs }: World, atMs: number): number {
  const day = Math.floor((atMs - fromMs) / DAY) % 7;
  const hour = Math.floor((atMs % DAY) / HOUR);
  return (((curve[hour] ?? 0) / Math.max(...curve)) * (day >= 5 ? weekend : 1)) / Math.max(1, weekend);
}

function pickKind({ kinds }: World, chance: Random) {
  let left = chance.next() * kinds.reduce((sum, { share }) => sum + share, 0);
  const found = kinds.find(({ share }) => {
    left -= share;
    return left < 0;
  });
  return found ?? { name: 'question', share: 1, priority: 0, handling: 300 };
}

/** With the median 1. */
const logNormal = (chance: Random, spread: number): number =>
  Math.exp(spread * Math.sqrt(-2 * Math.log(1 - chance.next())) * Math.cos(2 * Math.PI * chance.next()));
