import type { MessageId, PromiseId } from '@everthread/shared/models/ids';
import type { PromiseBasis, PromiseKind, TopicPromise, VisitorPromise } from '@everthread/shared/models/promise';
import { type SQL, sql } from 'drizzle-orm';
import { flowRuns, flowVersions } from '../db/schema/flows.ts';
import { messages } from '../db/schema/messages.ts';
import { promises } from '../db/schema/promises.ts';

/** What the views need of a topic's promise. */
export type PromiseRow = {
  id: PromiseId;
  messageId: MessageId;
  kind: PromiseKind;
  madeAt: string;
  dueAt: string;
  likelihood: number;
  basis: PromiseBasis;
  isRenewed: boolean;
  queueAhead: number | null;
  isAtRisk: boolean;
  isBroken: boolean;
  words: string | null;
};

const iso = (column: string) => sql.raw(`to_char(${column} at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`);

/**
 * What a flow has set, the latest that began in this wait, unless the promise is an agent's own word. Words that name when
 * an answer was promised are not those of a promise that was made in its place. Messages go by their whole name: where one
 * has just been stored, the short one stands for that alone (see append-message.ts).
 */
const words: SQL = sql`(
  select run.state ->> 'promise' from ${flowRuns} run
    join public.${messages} begun on begun.workspace_id = run.workspace_id and begun.id = run.begun_by
    join ${flowVersions} saved on saved.workspace_id = run.workspace_id and saved.flow_id = run.flow_id
      and saved.version = run.version
  where run.workspace_id = promise.workspace_id and run.topic_id = promise.topic_id and promise.kind <> 'own-words'
    and run.state ? 'promise' and begun.sent_at >= promise.waiting_since
    and (promise.renews_id is null
      or not jsonb_path_exists(saved.plan, '$.** ? (@.kind == "promise").words.* ? (@ like_regex "[{]promised[}]")'))
  order by run.started_at desc, run.id limit 1)`;

/**
 * A column of `topics`: the promise of the wait that goes on, or an agent's own words. What was promised of an earlier
 * wait is over with that wait, also before it has been settled.
 */
export const promiseOfTopic: SQL<PromiseRow | null> = sql`(
  select jsonb_build_object('id', promise.id, 'messageId', promise.message_id, 'kind', promise.kind,
    'madeAt', ${iso('promise.made_at')}, 'dueAt', ${iso('promise.due_at')}, 'likelihood', promise.likelihood,
    'basis', promise.basis, 'isRenewed', promise.renews_id is not null, 'isAtRisk', promise.at_risk_at is not null,
    'isBroken', promise.outcome = 'broken', 'queueAhead', promise.queue_ahead, 'words', ${words})
  from ${promises} promise
  where promise.workspace_id = "topics"."workspace_id" and promise.id = "topics"."promise_id"
    and (promise.waiting_since is null and "topics"."status" <> 'done' or promise.waiting_since = "topics"."waiting_since"))`;

/** What a visitor is told of it, and nothing else. */
export const toVisitorPromise = (row: PromiseRow): VisitorPromise => ({
  id: row.id,
  messageId: row.messageId,
  kind: row.kind,
  madeAt: row.madeAt,
  dueAt: row.dueAt,
  likelihood: row.likelihood,
  basis: row.basis,
  isRenewed: row.isRenewed,
  queueAhead: row.queueAhead,
  words: row.words,
});

/** What the team sees. */
export const toTopicPromise = (row: PromiseRow): TopicPromise => ({
  ...toVisitorPromise(row),
  state: row.isBroken ? 'broken' : row.isAtRisk ? 'at-risk' : 'open',
});
