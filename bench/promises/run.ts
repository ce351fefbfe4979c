import { parseArgs } from 'node:util';
import { costLines } from './cost.ts';
import { coverageLines, type Line, lossLines, oracleLines, promiseLines } from './figures.ts';
import { oracleOf } from './oracle.ts';
import { replay } from './replay.ts';
import { simulate } from './simulate.ts';
import { type World, worlds } from './worlds.ts';

const WEEK = 7 * 86_400_000;
const LEARNING_WEEKS = 4;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: 'string', default: '1' }, topics: { type: 'string', default: '100000' } },
});

let [held, missed] = [0, 0];
const chosen = worlds.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
for (const world of chosen) play({ ...world, seed: values.seed });
if (positionals.length === 0) print('cost', costLines(...longHistory(Number(values.topics))));
console.log(`\n${held} gates held, ${missed} missed`);
process.exitCode = missed > 0 ? 1 : 0;

function play(world: World): void {
  const events = simulate(world);
  const firstMs = world.fromMs + LEARNING_WEEKS * WEEK;
  const { cases, watch } = replay(events, firstMs);
  const isOutage = (atMs: number) =>
    world.outage !== undefined && Math.floor((atMs - world.fromMs) / WEEK) === world.outage.week;
  const usual = cases.filter(({ atMs }) => !isOutage(atMs));
  const oracle = oracleOf(world, firstMs);
  const [outage] = coverageLines(cases.filter(({ atMs }) => isOutage(atMs)));
  print(world.name, [
    { text: parametersOf(world) },
    ...coverageLines(usual),
    ...(world.outage && outage ? [{ text: `the outage week apart: ${outage.text}` }] : []),
    ...lossLines(usual, oracle),
    ...oracleLines(usual, oracle),
    ...promiseLines(watch.over),
  ]);
}

function longHistory(topics: number): [ReturnType<typeof simulate>, number] {
  const world = worlds.find(({ name }) => name === 'round-the-clock') ?? chosen[0];
  if (!world) throw new Error('There is no such world');
  const perTopic = 1 / (1 - world.writesAgain);
  const events = simulate({ ...world, seed: values.seed, weeks: Math.ceil(topics / perTopic / world.perWeek) });
  return [events, topics];
}

function print(name: string, lines: readonly Line[]): void {
  console.log(`\n${name}`);
  for (const { text, isHeld } of lines) {
    if (isHeld === true) held += 1;
    if (isHeld === false) missed += 1;
    console.log(`  ${isHeld === undefined ? '      ' : isHeld ? 'held  ' : 'MISSED'} ${text}`);
  }
}

/** All that the simulator is told, so that its figures can be had again. */
function parametersOf({ agents, curve, fromMs, ...world }: World): string {
  const shifts = new Set(
    agents.map(
      ({ team, shifts: own }) =>
        `${team} ${own.map(({ days, from, to }) => `${days.length}d ${from}–${to}`).join(' ')}`,
    ),
  );
  return JSON.stringify({ ...world, people: agents.length, shifts: [...shifts], perHourOfDay: curve.join(' ') });
}
