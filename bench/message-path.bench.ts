import { setTimeout as sleep } from 'node:timers/promises';
import { openEcho, openWindow, type Window } from './agent-window.ts';
import type { BenchOptions } from './bench.ts';
import { type Figure, round } from './figure.ts';
import { post } from './http.ts';
import { newMessage, newPlace, type Place } from './people.ts';
import { interleave, median, percentile } from './statistics.ts';
import { type MeasuredSystem, startSystem } from './system.ts';

const EACH_RUN = 20;
const VISITORS = 40;
const PLACES = 4; // so that no workspace comes near its limit
const QUIET_MS = 20; // what follows from a message is over by then, and disturbs nobody

/** How long a visitor's message takes to be stored and to stand before an agent. */
export async function messagePath({ runs, database }: BenchOptions): Promise<Figure[]> {
  const system = await startSystem(database);
  try {
    const places = await Promise.all(Array.from({ length: PLACES }, () => newPlace(system, VISITORS / PLACES)));
    const windows = await Promise.all(places.map((place) => openWindow(system, place)));
    const echo = await openEcho(system);
    let turn = 0;
    const rounds = runs * EACH_RUN;
    const taken = await interleave(rounds, {
      echo: () => timed(() => echo.say(crypto.randomUUID())),
      insert: () => timed(() => insertOnce(system)),
      message: async () => {
        const at = turn++ % PLACES;
        const tookMs = await timed(() => sendAndHear(places[at] as Place, windows[at] as Window));
        await sleep(QUIET_MS);
        return tookMs;
      },
      answer: async () => {
        const writer = (places[turn++ % PLACES] as Place).nextWriter();
        const tookMs = await timed(() => post(writer.url, newMessage(), writer.headers));
        await sleep(QUIET_MS);
        return tookMs;
      },
    });
    for (const socket of [echo, ...windows]) socket.close();

    const p50 = { echo: median(taken.echo), insert: median(taken.insert), message: median(taken.message) };
    const p99 = { echo: percentile(taken.echo, 0.99), message: percentile(taken.message, 0.99) };
    return [
      {
        name: 'message visitor → agent, p50 ÷ (socket echo p50 + one INSERT p50)',
        value: p50.message / (p50.echo + p50.insert),
        gate: 6,
        goal: 3,
        note: `${ms(p50.message)} from the send to the agent's frame (the sender's own answer after ${ms(median(taken.answer))}); echo ${ms(p50.echo)}, INSERT ${ms(p50.insert)}; ${rounds} of each`,
      },
      {
        name: 'message visitor → agent, p99 ÷ echo p99',
        value: p99.message / p99.echo,
        gate: 15,
        goal: 10,
        note: `${ms(p99.message)} ÷ ${ms(p99.echo)}`,
      },
    ];
  } finally {
    await system.stop();
  }
}

const ms = (value: number) => `${round(value)} ms`;

async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** Over when the agent's window has the message; by then the sender's answer is only on its way, or there. */
async function sendAndHear(place: Place, window: Window): Promise<void> {
  const writer = place.nextWriter();
  const message = newMessage();
  const heard = window.hears(message.id);
  const answered = post(writer.url, message, writer.headers);
  await Promise.race([heard, answered.then(() => heard)]);
}

const insertOnce = ({ controlUrl }: MeasuredSystem) => post(`${controlUrl}/insert`, insertValues());

/** The values of the control's INSERT. */
export const insertValues = () => [
  ...Array.from({ length: 4 }, () => crypto.randomUUID()),
  'Does the pot pour without dripping?',
];
