import { ChangeId, MergeId, MessageId, TopicId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Conversation, workspaceWithThread } from '../../test/conversations.ts';
import { newAgent } from '../../test/factories.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { faultsIn, shapeOf } from '../../test/thread-shape.ts';
import type { Context, SystemActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { saveDraft } from '../drafts/save-draft.ts';
import { AppError } from '../errors.ts';
import { sendMessage, writeNote } from '../messages/send-message.ts';
import { scheduleReply } from '../scheduled/schedule-reply.ts';
import { markSeen } from '../threads/mark-seen.ts';
import { changeTopic } from '../topics/change-topic.ts';
import { markTopicRead } from '../topics/mark-topic-read.ts';
import { moveMessages } from '../topics/move-messages.ts';
import { changeVisitor } from '../visitors/change-visitor.ts';
import { mergeVisitors } from './merge-visitors.ts';
import { undoMerge } from './undo-merge.ts';

let clockMs = Date.now();
function now(): Date {
  clockMs += 1_000;
  return new Date(clockMs);
}
const surroundings = await testSurroundings({ now });
const newId = () => surroundings.newId();
const words = (text: string) => ({ id: MessageId.parse(newId()), text });
const pick = <Item>(items: readonly Item[], n: number): Item | undefined => items[n % Math.max(1, items.length)];

async function place() {
  const here = await workspaceWithThread(surroundings);
  const { ctx: colleague } = await newAgent(here.workspace, 'agent');
  return { ...here, colleague, sides: [here, await here.anotherThread()] as Conversation[] };
}
type Place = Awaited<ReturnType<typeof place>>;
type Step = (at: Place, side: Conversation, n: number) => Promise<unknown>;

const steps: Record<string, Step> = {
  visitor: (_, { visitor, threadId }) => sendMessage(visitor, threadId, words('Hello')),
  agent: (at, { threadId }) => sendMessage(at.agent, threadId, words('Good day')),
  note: (at, { threadId }) => writeNote(at.colleague, threadId, words('Hm')),
  seen: (_, { visitor, threadId }, n) => markSeen(visitor, threadId, { seq: n % 4 }),
  async quote(at, { threadId }, n) {
    const quoted = pick((await shapeOf(at.agent, threadId)).messages, n);
    if (quoted) await sendMessage(at.agent, threadId, { ...words('To that'), quoteId: quoted.id });
  },
  async read(at, { threadId }, n) {
    const topic = pick((await shapeOf(at.agent, threadId)).topics, n);
    if (topic) await markTopicRead(at.agent, topic.id, { seq: n % 6 });
  },
  async status(at, { threadId }, n) {
    const topic = pick((await shapeOf(at.agent, threadId)).topics, n);
    const status = (['open', 'waiting', 'snoozed', 'done'] as const)[n % 4];
    if (topic && status) await changeTopic(at.agent, topic.id, { id: ChangeId.parse(newId()), status });
  },
  async split(at, { threadId }, n) {
    const { messages } = await shapeOf(at.agent, threadId);
    const message = pick(messages, n);
    if (!message) return;
    const move = {
      id: ChangeId.parse(newId()),
      messages: { which: 'from', messageId: message.id } as const,
      intoId: TopicId.parse(newId()),
      isNew: true,
    };
    await moveMessages(at.agent, message.topicId, move);
  },
  async fold(at, { threadId }, n) {
    const { topics } = await shapeOf(at.agent, threadId);
    const [source, target] = [pick(topics, n), pick(topics, n + 1)];
    if (!source || !target) return;
    const move = { id: ChangeId.parse(newId()), messages: { which: 'all' } as const, intoId: target.id };
    await moveMessages(at.agent, source.id, move);
  },
  draft: (at, { threadId }, n) =>
    saveDraft(n % 2 ? at.agent : at.colleague, threadId, n % 3 ? 'message' : 'note', { base: 0, text: `Begun ${n}` }),
  async later(at, { threadId }) {
    const seenSeq = (await orderIn(at, threadId)).length;
    const release = { at: new Date(clockMs + 3_600_000).toISOString() };
    await scheduleReply(at.colleague, threadId, { ...words('Later'), seenSeq, release });
  },
  known: (at, { visitor }, n) =>
    changeVisitor(at.agent, visitor.actor.visitorId, {
      ...(n % 2 ? { name: `Name ${n}` } : { email: `${n}@example.com` }),
      attributes: [{ name: `field ${n % 3}`, value: n, isPrivate: n % 2 === 0 }],
    }),
};

/** What cannot be done is refused with a word that we chose, and changes nothing. */
async function attempt(work: Promise<unknown>): Promise<boolean> {
  try {
    await work;
    return true;
  } catch (error) {
    if (!(error instanceof AppError) || !['invalid', 'conflict', 'stale'].includes(error.code)) throw error;
    return false;
  }
}

const UNTOLD = ['outbox', 'audit_log', 'search_queue', 'search_docs', 'visitor_merges'];

/** Every row of the workspace, but for revisions, which only ever grow. */
async function everything(workspace: Context<SystemActor>): Promise<Record<string, string[]>> {
  const [{ rows: tables }] = await inWorkspace(workspace, [
    workspace.db.execute<{ name: string }>(sql`
      select table_name as name from information_schema.columns
      where table_schema = 'public' and column_name = 'workspace_id' order by 1`),
  ]);
  const told = tables.map(({ name }) => name).filter((name) => !UNTOLD.includes(name));
  const results = await inWorkspace(
    workspace,
    told.map((name) =>
      workspace.db.execute<{
        row: string;
      }>(sql`select (to_jsonb(each) - 'rev')::text as row from ${sql.identifier(name)} each
        where each.workspace_id = ${workspace.actor.workspaceId} order by 1`),
    ),
  );
  return Object.fromEntries(told.map((name, i) => [name, (results[i]?.rows ?? []).map(({ row }) => row)]));
}

test('whatever names a thread or a visitor is moved by a merge and by its undo', async () => {
  const { workspace } = await place();
  const [{ rows }] = await inWorkspace(workspace, [
    workspace.db.execute<{ name: string }>(sql`
      select table_name || '.' || column_name as name from information_schema.columns
      where table_schema = 'public' and column_name in ('thread_id', 'visitor_id') order by 1`),
  ]);
  // Of what waits in the outbox, what it says is read again when it comes to it. A code or link on its way ends with its visitor.
  // What the bot has spent on somebody today counts for the workspace whoever he turns out to be.
  const stays = /^(outbox|visitor_merges|mail_codes|recovery_links|bot_spending)\./;
  expect(rows.map(({ name }) => name).filter((name) => !stays.test(name))).toEqual([
    'attachments.thread_id',
    'drafts.thread_id',
    'messages.thread_id',
    'scheduled_messages.thread_id',
    'threads.visitor_id',
    'topic_events.thread_id',
    'topics.thread_id',
    'visitor_keys.visitor_id',
    'visitor_tags.visitor_id',
  ]);
});

const Todo = fc.array(
  fc.record({
    name: fc.constantFrom(...Object.keys(steps), 'visitor', 'split', 'draft'),
    side: fc.nat({ max: 1 }),
    n: fc.nat({ max: 30 }),
  }),
  { maxLength: 16, size: 'max' },
);

async function run(at: Place, todo: readonly { name: string; side: number; n: number }[]): Promise<void> {
  for (const { name, side, n } of todo) {
    const conversation = at.sides[side];
    if (conversation) await attempt(steps[name]?.(at, conversation, n) ?? Promise.resolve());
  }
}

test('a merge that is undone at once leaves all as it was', { timeout: 120_000 }, async () => {
  await fc.assert(
    fc.asyncProperty(Todo, async (todo) => {
      const at = await place();
      await run(at, todo);
      const [kept, merged] = at.sides.map(({ visitor }) => visitor.actor.visitorId);
      if (!kept || !merged) throw new Error('There are two');
      const before = await everything(at.workspace);
      const id = MergeId.parse(newId());

      const { threadId } = await mergeVisitors(at.agent, kept, { id, mergedId: merged });
      const shape = await shapeOf(at.agent, threadId);
      expect(faultsIn(shape)).toEqual([]);
      await undoMerge(at.agent, kept, id);

      expect(await everything(at.workspace)).toEqual(before);
    }),
    { numRuns: 15 },
  );
});

test('whatever is done to the one thread, what came with the merge goes back whole or not at all', {
  timeout: 120_000,
}, async () => {
  let undone = 0;
  await fc.assert(
    fc.asyncProperty(Todo, Todo, async (before, since) => {
      const at = await place();
      await run(at, before);
      const [kept, merged] = at.sides;
      if (!kept || !merged) throw new Error('There are two');
      const keptId = kept.visitor.actor.visitorId;
      const orders = await Promise.all(at.sides.map(async ({ threadId }) => orderIn(at, threadId)));
      const id = MergeId.parse(newId());
      const { threadId } = await mergeVisitors(at.agent, keptId, { id, mergedId: merged.visitor.actor.visitorId });
      // Both browsers are the kept one's now.
      const both = at.sides.map((side) => ({
        ...side,
        threadId,
        visitor: { ...side.visitor, actor: { ...side.visitor.actor, visitorId: keptId } },
      }));
      await run({ ...at, sides: both }, since);
      const together = await orderIn(at, threadId);
      expect(together.slice(0, orders.flat().length)).toEqual(orders.flat());

      const isUndone = await attempt(undoMerge(at.agent, keptId, id));

      if (!isUndone) {
        expect(await orderIn(at, threadId)).toEqual(together);
        return;
      }
      undone += 1;
      expect(await orderIn(at, merged.threadId)).toEqual(orders[1]);
      expect(await orderIn(at, kept.threadId)).toEqual(together.filter((message) => !orders[1]?.includes(message)));
      for (const side of at.sides) expect(faultsIn(await shapeOf(at.agent, side.threadId))).toEqual([]);
    }),
    { numRuns: 15 },
  );
  expect(undone).toBeGreaterThan(0);
});

const orderIn = async ({ agent }: Place, threadId: Conversation['threadId']) =>
  (await shapeOf(agent, threadId)).messages.map(({ id }) => id);
