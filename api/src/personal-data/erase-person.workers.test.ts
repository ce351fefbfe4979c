import { env, exports } from 'cloudflare:workers';
import { ErasureId, MessageId } from '@everthread/shared/models/ids';
import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { threadOf, workspaceWithThread } from '../../test/conversations.ts';
import { anAgent, open } from '../../test/live.ts';
import { rowsOf, somebodyEverywhere, tablesWith } from '../../test/somebody.ts';
import type { AgentActor, Context, SystemActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { surroundingsOf } from '../http/surroundings.ts';
import { sendMessage } from '../messages/send-message.ts';
import { drainOutbox } from '../outbox/drain-outbox.ts';
import { eraseSoon } from '../outbox/erase-soon.ts';
import { indexWaiting } from '../search/index-waiting.ts';
import { issueAccessToken } from '../visitors/access-token.ts';
import { beginErasure } from './begin-erasure.ts';
import { listErasures } from './list-erasures.ts';

const surroundings = surroundingsOf(env);
const newId = () => ErasureId.parse(crypto.randomUUID());
const newMark = () => `zq${crypto.randomUUID().replaceAll(/[^a-z]/g, '')}`;
const follow = ({ actor }: Context<SystemActor>) => drainOutbox(surroundings, env, actor.workspaceId);
/** Follows what was asked for to its end, though a sweep of other tests may be at it as well. */
async function followToTheEnd(agent: Context<AgentActor>, workspace: Context<SystemActor>): Promise<void> {
  await follow(workspace);
  await expect.poll(async () => (await listErasures(agent)).erasures[0]?.doneAt, { timeout: 10_000 }).toBeTruthy();
}
const filesOf = async (prefix: string) => (await env.FILES.list({ prefix })).objects.map(({ key }) => key);

/** Somebody of whom there is something in every table, and a file. */
async function somebody(mark = newMark()) {
  const person = await somebodyEverywhere(surroundings, mark);
  await env.FILES.put(`${person.fileKey}/whole`, mark);
  return { ...person, mark };
}

test('R1 who is erased is in no table, no file and no Room any more, and in another workspace all is as it was', async () => {
  const mark = newMark();
  const [person, namesake] = [await somebody(mark), await somebody(mark)];
  await follow(person.workspace);
  for (const { workspace } of [person, namesake]) while ((await indexWaiting(workspace)) > 0);
  const before = await rowsOf(person);
  expect(Object.entries(before).filter(([, rows]) => rows === 0)).toEqual([]);
  expect(await tablesWith(person, mark)).toEqual(expect.arrayContaining(['audit_log', 'messages', 'search_tokens']));
  const untouched = await rowsOf(namesake);
  const window = await open(anAgent({ workspaceId: person.workspace.actor.workspaceId }));
  const { heard } = window;
  await expect.poll(() => heard[0]?.frame.type).toBe('welcome');

  const { visitorId } = person.visitor.actor;
  const receipt = await beginErasure(person.agent, visitorId, newId());
  await followToTheEnd(person.agent, person.workspace);

  expect(await tablesWith(person, mark)).toEqual([]);
  expect(Object.entries(await rowsOf(person)).filter(([, rows]) => rows > 0)).toEqual([]);
  expect(await filesOf(person.fileKey)).toEqual([]);
  // Whoever was away since before is told to load his list anew: nothing that was said is left to be said again.
  const { frame } = heard[0] ?? {};
  if (frame?.type !== 'welcome') throw new Error('The first frame is the welcome');
  const late = await open(anAgent({ workspaceId: person.workspace.actor.workspaceId }));
  late.say({ type: 'resume', epoch: frame.epoch, after: 0 });
  await expect.poll(() => late.heard.map((down) => down.frame.type)).toContain('reset');
  expect(JSON.stringify(late.heard)).not.toContain(mark);
  await expect.poll(() => heard.map((down) => down.frame.type)).toContain('reset');

  const { erasures } = await listErasures(person.agent);
  expect(erasures).toMatchObject([{ id: receipt.id, askedBy: 'agent', counts: { messages: 6, files: 1, profile: 3 } }]);
  expect(erasures[0]?.doneAt).not.toBeNull();
  expect(await tablesWith(namesake, mark)).toEqual(expect.arrayContaining(['audit_log', 'messages']));
  expect(await rowsOf(namesake)).toEqual(untouched);
  expect(await filesOf(namesake.fileKey)).toHaveLength(1);
});

test('asked for twice it is one, done again it does nothing, and afterwards there is nobody', async () => {
  const { agent, visitor, workspace } = await workspaceWithThread(surroundings);
  const { visitorId } = visitor.actor;
  const id = newId();

  const first = await beginErasure(agent, visitorId, id);
  expect(await beginErasure(agent, visitorId, id)).toEqual(first);
  expect((await beginErasure(agent, visitorId, newId())).id).toBe(id);
  await followToTheEnd(agent, workspace);
  const done = await listErasures(agent);
  await eraseSoon({ ...workspace, env }, [{ type: 'erasure.due', erasureId: id }]);

  expect(await listErasures(agent)).toEqual(done);
  expect(done.erasures).toHaveLength(1);
  await expect(beginErasure(agent, visitorId, newId())).rejects.toMatchObject({ code: 'not_found' });
});

test('a visitor has himself erased by what his browser has, and no other with him', async () => {
  const { agent, visitor, workspace, anotherThread, threadId } = await workspaceWithThread(surroundings);
  const other = await anotherThread();
  const ask = (authorization: string) =>
    exports.default.fetch('http://localhost:8787/api/visitor/personal-data/erasure', {
      method: 'POST',
      headers: { authorization, 'content-type': 'application/json' },
      body: JSON.stringify({ id: newId() }),
    });
  const { token } = await issueAccessToken(surroundings.config, surroundings.now(), visitor.actor);

  expect((await ask('Bearer nonsense')).status).toBe(401);
  expect((await ask(`Bearer ${token}`)).status).toBe(201);
  expect((await ask(`Bearer ${token}`)).status).toBe(401);
  await followToTheEnd(agent, workspace);

  await expect(threadOf(agent, threadId)).rejects.toMatchObject({ code: 'not_found' });
  expect(await threadOf(other.visitor, other.threadId)).toHaveLength(1);
  expect((await listErasures(agent)).erasures).toMatchObject([{ askedBy: 'visitor', agentId: null }]);
});

test('what is written while it goes on is refused or erased, and what broke off goes on', async () => {
  const { agent, visitor, workspace, threadId, known, mark, fileKey } = await somebody();
  const words = () => ({ id: MessageId.parse(crypto.randomUUID()), text: mark });
  await manyMessages(workspace, threadId);
  const id = newId();
  await beginErasure(agent, visitor.actor.visitorId, id);

  await expect(sendMessage(visitor, threadId, words())).rejects.toMatchObject({ code: 'signed_out' });
  await sendMessage(agent, threadId, words());
  const broken = { ...env, FILES: { list: () => Promise.reject(new Error('away')) } as unknown as R2Bucket };
  const due = { type: 'erasure.due', erasureId: id } as const;
  await expect(eraseSoon({ ...workspace, env: broken }, [due])).rejects.toThrow('away');
  await followToTheEnd(agent, workspace);

  expect(await tablesWith({ workspace }, mark)).toEqual([]);
  expect(Object.values(await rowsOf({ workspace, known })).filter((rows) => rows > 0)).toEqual([]);
  expect(await filesOf(fileKey)).toEqual([]);
  await expect(sendMessage(agent, threadId, words())).rejects.toMatchObject({ code: 'not_found' });
});

/** More than go in one slice. */
async function manyMessages({ db, actor, ...rest }: Context<SystemActor>, threadId: string) {
  await inWorkspace({ db, actor, ...rest }, [
    db.execute(sql`insert into messages (workspace_id, id, thread_id, topic_id, seq, rev, kind, author_kind, text, sent_at)
      select message.workspace_id, gen_random_uuid(), message.thread_id, message.topic_id, 100 + nth, 100 + nth, 'message',
        'visitor', 'More', message.sent_at
      from messages message, generate_series(1, 1200) nth
      where message.workspace_id = ${actor.workspaceId} and message.thread_id = ${threadId} and message.seq = 1`),
  ]);
}
