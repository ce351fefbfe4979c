import { MergeId, MessageId } from '@everthread/shared/models/ids';
import { expect, test } from 'vitest';
import { type Conversation, newcomer, newThread, workspaceWithThread } from '../../test/conversations.ts';
import { newCompany, newHash } from '../../test/identities.ts';
import { ownPostgres } from '../../test/own-postgres.ts';
import type { Context, Person, VisitorActor } from '../context.ts';
import { AppError } from '../errors.ts';
import { identify } from '../identity/identify.ts';
import { createIdentitySecret } from '../identity/secrets.ts';
import { sendMessage, writeNote } from '../messages/send-message.ts';
import { getThread } from '../threads/get-thread.ts';
import { beginThread } from '../visitors/begin-thread.ts';
import { openSession } from '../visitors/open-session.ts';
import { mergeVisitors } from './merge-visitors.ts';
import { undoMerge } from './undo-merge.ts';

const { surroundings } = await ownPostgres();

const words = (text: string) => ({ id: MessageId.parse(surroundings.newId()), text });
const newMergeId = () => MergeId.parse(surroundings.newId());
const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);

/** As a messenger does: what is refused because its thread or access is gone, is sent again into the thread that the key opens. */
async function sendUntilStored(side: Conversation, message: { id: MessageId; text: string }): Promise<void> {
  let { visitor, threadId } = side;
  for (const _ of upTo(20)) {
    try {
      await sendMessage(visitor, threadId, message);
      return;
    } catch (error) {
      if (!(error instanceof AppError) || !['signed_out', 'not_found'].includes(error.code)) throw error;
      const { visitorId, identity, thread } = await openSession(asHolder(side), undefined);
      visitor = { ...side.visitor, actor: { ...side.visitor.actor, visitorId, identity } };
      threadId = thread.id;
    }
  }
  throw new Error('Never stored');
}

const asHolder = ({ visitor }: { visitor: Context<VisitorActor> }) => ({
  ...visitor,
  actor: { ...visitor.actor, kind: 'key-holder' as const },
});

test('what both write while they are merged and parted, again and again, is stored once, in one order', {
  timeout: 60_000,
}, async () => {
  const place = await workspaceWithThread(surroundings);
  const [kept, merged] = [place as Conversation, await place.anotherThread()];
  const [keptId, mergedId] = [kept.visitor.actor.visitorId, merged.visitor.actor.visitorId];
  const written = upTo(24).map((n) => words(`message ${n}`));
  const ids: MergeId[] = [];

  const rearrange = async () => {
    for (const _ of upTo(3)) {
      const id = newMergeId();
      ids.push(id);
      await mergeVisitors(place.agent, keptId, { id, mergedId });
      await undoMerge(place.agent, keptId, id);
    }
    await mergeVisitors(place.agent, keptId, { id: newMergeId(), mergedId });
  };
  const write = async (side: Conversation, remainder: number) => {
    for (const [n, message] of written.entries()) if (n % 2 === remainder) await sendUntilStored(side, message);
  };
  await Promise.all([rearrange(), write(kept, 0), write(merged, 1)]);

  const { thread } = await openSession(asHolder(merged), undefined);
  const { messages, topics } = await getThread(place.agent, thread.id);
  const latest = messages.map(({ seq }) => seq);
  expect(latest).toEqual(upTo(latest.at(-1) ?? 0).slice(-latest.length));
  expect(latest.at(-1)).toBe(written.length + 2);
  expect(new Set(messages.map(({ rev }) => rev)).size).toBe(messages.length);
  for (const message of messages) {
    const topic = topics.find(({ id }) => id === message.topicId);
    expect(topic && topic.firstSeq <= message.seq && message.seq <= topic.lastSeq).toBe(true);
  }
  for (const message of written) await sendUntilStored(merged, message);
  expect((await getThread(place.agent, thread.id)).messages.at(-1)?.seq).toBe(written.length + 2);
});

test('merged, undone, noted in and proven to be somebody at once: each is refused with our word or whole', {
  timeout: 60_000,
}, async () => {
  for (const _ of upTo(4)) {
    const place = await workspaceWithThread(surroundings);
    const other = await place.anotherThread();
    const [keptId, mergedId] = [place.visitor.actor.visitorId, other.visitor.actor.visitorId];
    const { secret } = await createIdentitySecret(place.agent);
    const { workspaceId } = place.workspace.actor;
    const person = { externalId: surroundings.newId(), secretId: secret.id };
    const [first, second] = [newMergeId(), newMergeId()];

    const outcomes = await Promise.allSettled([
      mergeVisitors(place.agent, keptId, { id: first, mergedId }),
      mergeVisitors(place.agent, mergedId, { id: second, mergedId: keptId }),
      identify(
        { ...surroundings, actor: { kind: 'person', workspaceId, person } },
        { keyHash: other.visitor.actor.keyHash, newKeyHash: surroundings.newId() },
      ),
      writeNote(place.agent, other.threadId, words('Hm')),
      undoMerge(place.agent, keptId, first),
      undoMerge(place.agent, mergedId, second),
    ]);

    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(AppError);
    }
    // Nobody is proven by it but who has proven himself, and what both had written is still somebody's.
    const sessions = await Promise.all(
      [place, other].map((side) =>
        openSession({ ...asHolder(side), actor: { ...asHolder(side).actor, person } }, undefined).catch(() =>
          openSession(asHolder(side), undefined),
        ),
      ),
    );
    const hellos = new Map(sessions.flatMap(({ thread }) => thread.messages.map(({ id, text }) => [id, text])));
    expect([...hellos.values()].filter((text) => text === 'Hello')).toHaveLength(2);
  }
});

test('on both browsers of a merged visitor people who are known come in at once, while the merge is undone: one gets it', {
  timeout: 60_000,
}, async () => {
  for (const _ of upTo(6)) {
    const { workspace, owner, asPerson, withToken, newPerson } = await newCompany(surroundings);
    const sides = [await newThread(workspace), await newThread(workspace)] as const;
    const [keptId, mergedId] = [sides[0].visitor.actor.visitorId, sides[1].visitor.actor.visitorId];
    const people = [newPerson(), newPerson()] as const;
    for (const person of people) await beginThread(withToken(newcomer(workspace), person), words('Known'));
    const id = newMergeId();
    await mergeVisitors(owner, keptId, { id, mergedId });

    const [undone, ...came] = await Promise.all([
      undoMerge(owner, keptId, id).catch((error) => error),
      ...sides.map(({ visitor }, n) =>
        identify(asPerson(people[n] as Person), { keyHash: visitor.actor.keyHash, newKeyHash: newHash() }),
      ),
    ]);

    const isUndone = !(undone instanceof Error);
    if (!isUndone) expect(undone).toBeInstanceOf(AppError);
    const texts = came.map(({ session }) => session?.thread.messages.map(({ text }) => text).join());
    expect(texts.toSorted()).toEqual(isUndone ? ['Known,Hello', 'Known,Hello'] : ['Known', 'Known,Hello,Hello']);
  }
});
