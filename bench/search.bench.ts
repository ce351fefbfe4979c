import type { AgentId } from '@everthread/shared/models/ids';
import type { Search, SearchFilters } from '@everthread/shared/models/search';
import { neon } from '@neondatabase/serverless';
import { sql } from 'drizzle-orm';
import type { AgentActor, Context } from '../api/src/context.ts';
import { connect } from '../api/src/db/connect.ts';
import { inWorkspace } from '../api/src/db/in-workspace.ts';
import { search } from '../api/src/search/search.ts';
import { testConfig } from '../api/test/surroundings.ts';
import type { BenchOptions } from './bench.ts';
import { startDatabase } from './database.ts';
import { type Figure, round } from './figure.ts';
import { processorTime } from './processor-time.ts';
import { question, randomOf } from './search-corpus.ts';
import { newSearchPlace } from './search-place.ts';
import { percentile } from './statistics.ts';

const MESSAGES_EACH = 10;
const QUESTIONS = 600;

/**
 * How long one waits for what one types to be found: always on a real Postgres, since that is what the promise is
 * about. `--threads 100000` makes it a million messages.
 */
export async function searching({ threads }: BenchOptions): Promise<Figure[]> {
  const database = await startDatabase('postgres');
  try {
    const surroundings = {
      db: connect(database.appUrl),
      config: testConfig(database.appUrl),
      now: () => new Date(),
      newId: () => crypto.randomUUID(),
    };
    const place = await newSearchPlace(surroundings, database, threads, MESSAGES_EACH);
    const ask = neon(database.ownerUrl);
    const [size] = await ask.query(`select pg_total_relation_size('messages') as messages,
      (select sum(pg_total_relation_size(c.oid)) from pg_class c where c.relkind = 'r' and c.relname like 'search\\_%') as search,
      (select count(*) from search_tokens) as words, (select count(*) from search_postings) as postings`);
    const random = randomOf(2026);
    const questions = Array.from({ length: QUESTIONS }, () => asked(random, place.agentIds as AgentId[]));
    for (const each of questions.slice(0, 50)) await search(place.agent, each);
    const worked = await processorTime(database.ownerUrl);
    const costs: number[] = [];
    const trips: number[] = [];
    const taken: { ms: number; question: Search; hits: number }[] = [];
    for (const each of questions) {
      trips.push(await emptyTrip(place.agent));
      const before = worked?.() ?? 0;
      const begun = performance.now();
      const { messages } = await search(place.agent, each);
      costs.push((worked?.() ?? 0) - before);
      taken.push({ ms: performance.now() - begun, question: each, hits: messages.length });
    }
    const all = taken.map(({ ms }) => ms);
    const slowest = taken.toSorted((a, b) => b.ms - a.ms).slice(0, 5);
    const megabytes = (bytes: unknown) => `${round(Number(bytes) / 1e6)} MB`;
    return [
      {
        name: `search as one types, p95, ${threads * MESSAGES_EACH} messages`,
        value: percentile(all, 0.95),
        unit: 'ms',
        gate: 150,
        goal: 75,
        note:
          `an empty trip beside it p50 ${round(percentile(trips, 0.5))}, p95 ${round(percentile(trips, 0.95))}; ` +
          `${worked ? `the database's processor worked p50 ${round(percentile(costs, 0.5))}, p95 ${round(percentile(costs, 0.95))}, p99 ${round(percentile(costs, 0.99))} ms for it; ` : ''}` +
          `p50 ${round(percentile(all, 0.5))}, p99 ${round(percentile(all, 0.99))}, slowest ` +
          `${slowest.map(({ ms, question: { text, filters } }) => `${round(ms)} (${text}${filters ? ` ${JSON.stringify(filters)}` : ''})`).join(', ')}; ` +
          `${taken.filter(({ hits }) => hits > 0).length} of ${QUESTIONS} found something; ${threads} threads, ` +
          `${Number(size?.words)} words, ${Number(size?.postings)} postings, ${megabytes(size?.search)} beside ${megabytes(size?.messages)} of messages; ` +
          `${round(place.perSecond)} messages/s looked through`,
      },
    ];
  } finally {
    await database.stop();
  }
}

/** What the way to the database and back takes, with an agent's session proven on it. */
async function emptyTrip(agent: Context<AgentActor>): Promise<number> {
  const begun = performance.now();
  await inWorkspace(agent, [agent.db.execute(sql`select 1`)]);
  return performance.now() - begun;
}

/** One search in four is narrowed down. */
function asked(random: () => number, agentIds: readonly AgentId[]): Search {
  const chance = random();
  const filters: SearchFilters | undefined =
    chance < 0.08
      ? { status: ['open'] }
      : chance < 0.14
        ? { assignee: [agentIds[Math.floor(random() * agentIds.length)] as AgentId] }
        : chance < 0.2
          ? { before: new Date(Date.now() - 300 * 24 * 3_600_000).toISOString() }
          : chance < 0.25
            ? { in: 'notes' }
            : undefined;
  return { text: question(random), ...(filters && { filters }) };
}
