import { setTimeout as sleep } from 'node:timers/promises';
import { type NeonQueryFunction, neon } from '@neondatabase/serverless';
import type { BenchOptions } from './bench.ts';
import { type Figure, round } from './figure.ts';
import { post } from './http.ts';
import { insertValues } from './message-path.bench.ts';
import { newMessage, newPlace, type Place } from './people.ts';
import { interleave, median } from './statistics.ts';
import { startSystem } from './system.ts';

const AT_ONCE = 16;
const PLACES = 4;
const VISITORS = 160; // enough that nobody comes near his limit
const TURN_MS = 1_000;
const LONE_TURN_MS = 500; // so that no workspace comes near its limit either

/** How many messages a second the Worker takes from sixteen people at once, and what follows from them as well. */
export async function throughput({ runs, database }: BenchOptions): Promise<Figure[]> {
  const system = await startSystem(database);
  try {
    const newPlaces = () => Promise.all(Array.from({ length: PLACES }, () => newPlace(system, VISITORS / PLACES)));
    // A quick machine writes enough into one workspace at a time to come near its limit, if it also shared in the others' turns.
    const [shared, alone] = [await newPlaces(), await newPlaces()];
    const direct = neon(system.database.appUrl);
    let turn = 0;
    const nextOf = (places: readonly Place[]) => places[turn++ % PLACES] as Place;
    const messagesInto = async (places: readonly Place[], place: () => Place, forMs?: number) => {
      const rate = await ratePerSecond(() => {
        const writer = place().nextWriter();
        return post(writer.url, newMessage(), writer.headers);
      }, forMs);
      await untilAllIsFollowedUp(places, direct);
      return rate;
    };
    const taken = await interleave(runs, {
      messages: () => messagesInto(shared, () => nextOf(shared)),
      lone: () => {
        const one = nextOf(alone);
        return messagesInto([one], () => one, LONE_TURN_MS);
      },
      inserts: () => ratePerSecond(() => post(`${system.controlUrl}/insert`, insertValues())),
      raw: () => ratePerSecond(() => direct.query(RAW_INSERT, insertValues())),
    });
    const [messages, lone] = [median(taken.messages), median(taken.lone)];
    const [inserts, raw] = [median(taken.inserts), median(taken.raw)];
    return [
      {
        name: `messages/s with ${AT_ONCE} at once ÷ a bare route with one INSERT`,
        value: messages / inserts,
        gate: 0.5,
        goal: 0.8,
        better: 'more',
        note: `${round(messages)} messages/s, ${round(lone)} where all write into one workspace; bare route ${round(inserts)}/s; INSERT without any Worker ${round(raw)}/s; ${PLACES} workspaces, ${runs} turns of ${TURN_MS / 1000} s`,
      },
    ];
  } finally {
    await system.stop();
  }
}

const RAW_INSERT = `insert into bench_messages
  (workspace_id, id, thread_id, topic_id, seq, rev, kind, author_kind, author_identity, text, sent_at)
  values ($1, $2, $3, $4, 1, 1, 'message', 'visitor', 'claimed', $5, now())`;

async function ratePerSecond(work: () => Promise<unknown>, forMs = TURN_MS): Promise<number> {
  const begun = performance.now();
  let done = 0;
  const worker = async () => {
    while (performance.now() - begun < forMs) {
      await work();
      done += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return done / ((performance.now() - begun) / 1000);
}

/** So that no turn's work falls into the next. Asked as the Worker asks, so that the database has one login only, as it usually has. */
async function untilAllIsFollowedUp(places: readonly Place[], sql: NeonQueryFunction<false, false>): Promise<void> {
  const giveUpAt = Date.now() + 60_000;
  for (const { agent } of places) {
    const isLeft = async () => {
      const [, rows = []] = await sql.transaction([
        sql`select enter_workspace(${agent.workspaceId})`,
        sql`select 1 from outbox where due_at <= now() limit 1`,
      ]);
      return rows.length > 0;
    };
    while (await isLeft()) {
      if (Date.now() > giveUpAt) throw new Error('What follows from the messages was not done within a minute');
      await sleep(50);
    }
  }
}
