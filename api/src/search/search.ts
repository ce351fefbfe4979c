import type { MessageHit, Search, SearchAnswer, TopicHit, VisitorHit } from '@everthread/shared/models/search';
import { sql } from 'drizzle-orm';
import type { AgentActor, Context } from '../context.ts';
import { atLeast, inWorkspace } from '../db/in-workspace.ts';
import {
  type Found,
  type MessageRow,
  selectMessages,
  selectTopics,
  selectVisitors,
  type TopicRow,
  type VisitorRow,
} from './search-rows.ts';
import { toMessageHit, toTopicHit, toVisitorHit } from './search-view.ts';
import { type Term, termsOf } from './terms.ts';
import { fold } from './tokens.ts';

const OTHERS_SHOWN = 5;
const A_MONTH_MS = 30 * 24 * 60 * 60 * 1000;

const NOTHING: SearchAnswer = { visitors: [], topics: [], messages: [], next: null };

/**
 * Finds messages, notes, topics and visitors by words, in one trip. The newest fifty messages that fit, those first
 * that fit best; older ones with `next`.
 */
export async function search(ctx: Context<AgentActor>, wanted: Search): Promise<SearchAnswer> {
  const { filters = {}, next } = wanted;
  const terms = termsOf(wanted.text);
  const isNarrowed = Object.keys(filters).length > 0;
  if (terms.length === 0 && !isNarrowed) return NOTHING;
  const asked = { ctx, terms, search: wanted };
  const hasOthers = terms.length > 0 && next === undefined;
  // Where from, with what and among which only messages can be.
  const hasTopics = hasOthers && !filters.from && !filters.hasFile && !filters.in;

  const [, messages, topics, visitors] = await inWorkspace(atLeast('viewer', ctx), [
    // What was found is little; everything that belongs to it is read by key.
    ctx.db.execute(sql`select set_config('enable_hashjoin', 'off', true), set_config('enable_mergejoin', 'off', true),
      set_config('jit', 'off', true)`),
    selectMessages(asked),
    hasTopics ? selectTopics(asked) : nothing<TopicRow>(ctx),
    hasOthers && !isNarrowed ? selectVisitors(asked) : nothing<VisitorRow>(ctx),
  ]);
  return {
    visitors: bestVisitors(visitors.rows),
    topics: bestTopics(topics.rows),
    messages: bestMessages(messages.rows, wanted.text, terms, ctx.now().getTime()),
    next: messages.rows.find(({ id }) => id === null)?.doc ?? null,
  };
}

const nothing = <Row extends Record<string, unknown>>({ db }: Context) => db.execute<Row>(sql`select 1 where false`);

const meantBy = (rows: readonly Found[]) => new Set(rows[0]?.meant ?? []);
const isFound = <Row extends { id: unknown }>(row: Row): row is Row & { id: NonNullable<Row['id']> } => row.id !== null;

/** All words as they were typed, then in a row, then of late. */
function bestMessages(rows: readonly MessageRow[], text: string, terms: readonly Term[], now: number): MessageHit[] {
  const meant = meantBy(rows);
  const phrase = fold(text);
  const scored = rows
    .filter(isFound)
    .filter(({ isDeleted }) => !isDeleted)
    .map((row) => {
      const isPhrase = terms.length > 1 && fold(row.text).includes(phrase);
      const recency = 1 / (1 + Math.max(0, now - row.sentAt) / A_MONTH_MS);
      return { row, score: (2 * row.exact) / Math.max(1, terms.length) + (isPhrase ? 1 : 0) + recency };
    });
  return scored.toSorted((a, b) => b.score - a.score).map(({ row }) => toMessageHit(row, meant));
}

function bestTopics(rows: readonly TopicRow[]): TopicHit[] {
  const meant = meantBy(rows);
  return rows
    .filter(isFound)
    .filter(({ status }) => status !== 'merged')
    .toSorted((a, b) => b.exact - a.exact || b.lastMessageAt - a.lastMessageAt)
    .slice(0, OTHERS_SHOWN)
    .map((row) => toTopicHit(row, meant));
}

function bestVisitors(rows: readonly VisitorRow[]): VisitorHit[] {
  const meant = meantBy(rows);
  return rows
    .filter(isFound)
    .filter(({ topicId }) => topicId !== null) // one who has not written yet cannot be opened
    .toSorted((a, b) => b.exact - a.exact || b.lastSeenAt - a.lastSeenAt)
    .slice(0, OTHERS_SHOWN)
    .map((row) => toVisitorHit(row, meant));
}
