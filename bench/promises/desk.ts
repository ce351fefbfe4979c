import type { WaitEvent } from '../../api/src/promises/estimate-events.ts';
import type { Random } from '../chaos/random.ts';
import { Agenda } from './agenda.ts';
import { arrivalShare, isOutage, logNormal, nextArrival, pickKind, trend } from './arrivals.ts';
import type { World } from './worlds.ts';

export type Topic = { id: string; team: string; kind: string; priority: number; handling: number; sinceMs: number };
export type Agent = { id: string; team: string; isHere: boolean; isBusy: boolean };
export type Step =
  | { does: 'arrive' }
  | { does: 'wait'; topic: Topic; sinceMs: number }
  | { does: 'leave'; topic: Topic }
  | { does: 'finish'; agent: Agent; topic: Topic; sinceMs: number }
  | { does: 'come' | 'go'; agent: Agent }
  | { does: 'plan'; day: number };

/** A team at work: visitors write, wait in line, leave or are answered, and write again; agents come and go. */
export class Desk {
  readonly world: World;
  readonly agenda = new Agenda<Step>();
  readonly agents: Agent[];
  readonly lines = new Map<string, Topic[]>();
  nowMs: number;
  topics = 0;
  readonly #chance: Random;
  readonly #tell: (event: WaitEvent) => void;
  /** What is to be planned at the beginning of a day, where not all days are planned at the beginning. */
  readonly #plan: ((day: number) => void) | undefined;

  constructor(world: World, chance: Random, tell: (event: WaitEvent) => void, plan?: (day: number) => void) {
    this.world = world;
    this.#chance = chance;
    this.#tell = tell;
    this.#plan = plan;
    this.nowMs = world.fromMs;
    this.agents = world.agents.map(({ id, team }) => ({ id, team, isHere: false, isBusy: false }));
  }

  /** Does what comes next; false where nothing does. */
  step(): boolean {
    const next = this.agenda.take();
    if (!next) return false;
    this.nowMs = next.atMs;
    this.#do(next.what, next.atMs);
    this.#work(next.atMs);
    return true;
  }

  #do(what: Step, atMs: number): void {
    const { world, agenda } = this;
    const chance = this.#chance;
    switch (what.does) {
      case 'arrive': {
        agenda.put(atMs + nextArrival(world, chance, atMs), { does: 'arrive' });
        if (!chance.isLucky(arrivalShare(world, atMs))) break;
        const burst = world.burst && chance.isLucky(world.burst.chance) ? chance.between(2, world.burst.size) : 1;
        for (let i = 0; i < burst; i += 1) {
          const { name, priority, handling } = pickKind(world, chance);
          const team = chance.pick(world.teams);
          this.topics += 1;
          const id = `t${this.topics}`;
          this.#begin(atMs, { id, team, kind: name, priority, handling: handling * 1000, sinceMs: atMs });
        }
        break;
      }
      case 'wait':
        this.#begin(atMs, what.topic);
        break;
      case 'leave': {
        const line = this.lines.get(what.topic.team) ?? [];
        const place = line.findIndex(({ id, sinceMs }) => id === what.topic.id && sinceMs === what.topic.sinceMs);
        if (place < 0) break;
        line.splice(place, 1);
        this.#say(atMs, { type: 'left', id: what.topic.id, team: what.topic.team });
        break;
      }
      case 'finish': {
        this.#say(atMs, { type: 'replied', id: what.topic.id, team: what.topic.team });
        what.agent.isBusy = false;
        if (chance.isLucky(world.writesAgain))
          agenda.put(atMs + thinking(world, chance), { does: 'wait', topic: { ...what.topic }, sinceMs: atMs });
        break;
      }
      case 'come':
      case 'go': {
        what.agent.isHere = what.does === 'come';
        const { id, team, isHere } = what.agent;
        if (world.tellsShifts) this.#say(atMs, { type: isHere ? 'on-shift' : 'off-shift', id, team });
        break;
      }
      case 'plan':
        this.#plan?.(what.day);
        break;
      default:
        what satisfies never;
    }
  }

  #begin(nowMs: number, topic: Topic): void {
    this.#say(nowMs, { type: 'waiting', id: topic.id, team: topic.team, kind: topic.kind });
    topic.sinceMs = nowMs;
    const line = this.lines.get(topic.team) ?? [];
    this.lines.set(topic.team, line);
    line.push(topic);
    if (this.world.patience)
      this.agenda.put(nowMs + patience(this.world.patience, this.#chance), { does: 'leave', topic: { ...topic } });
  }

  /** Who is there and free takes the next. */
  #work(nowMs: number): void {
    for (const agent of this.agents) {
      if (!agent.isHere || agent.isBusy) continue;
      const topic = takeNext(this.lines.get(agent.team), this.world, this.#chance);
      if (!topic) continue;
      agent.isBusy = true;
      const endMs = nowMs + handling(this.world, this.#chance, topic, nowMs);
      this.agenda.put(endMs, { does: 'finish', agent, topic, sinceMs: nowMs });
    }
  }

  #say(atMs: number, event: Omit<WaitEvent, 'atMs'>): void {
    this.#tell({ atMs: Math.round(atMs), ...event });
  }
}

function takeNext(line: Topic[] | undefined, world: World, chance: Random): Topic | undefined {
  if (!line?.length) return undefined;
  if (world.discipline === 'any') return line.splice(chance.between(0, line.length - 1), 1)[0];
  if (world.discipline === 'newest' && chance.isLucky(0.5)) return line.pop();
  let best = 0;
  for (const [i, { priority }] of line.entries()) if (priority > (line[best]?.priority ?? 0)) best = i;
  return line.splice(best, 1)[0];
}

/** How long an agent who begins now is busy with it, in milliseconds. */
export function handling(world: World, chance: Random, topic: Topic, beginMs: number): number {
  const slow = isOutage(world, beginMs) ? (world.outage?.handling ?? 1) : 1;
  const spell = (topic.handling * slow * trend(world.handlingPerWeek, world, beginMs)) / 1000;
  const seconds = spell * logNormal(chance, world.handlingSpread) + (world.pause ?? 0) * -Math.log(1 - chance.next());
  return Math.max(1, seconds) * 1000;
}

/** Until an answered visitor writes again. */
export const thinking = ({ thinks }: World, chance: Random): number => thinks * logNormal(chance, 1.2) * 1000;

export const patience = (meanSeconds: number, chance: Random): number =>
  -Math.log(1 - chance.next()) * meanSeconds * 1000;
