import { SavedReplyId, TagId, ViewId } from '@everthread/shared/models/ids';
import { beforeAll, describe, expect, test } from 'vitest';
import { newAgent, newWorkspace, type TestAgent } from '../../test/factories.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import type { Surroundings } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { auditLog } from '../db/schema/audit-log.ts';
import { exportWorkspace } from '../exports/export-workspace.ts';
import { createIdentitySecret, revokeIdentitySecret } from '../identity/secrets.ts';
import { changeSavedReply, createSavedReply } from '../saved-replies/save-reply.ts';
import { changeTag, removeTag } from '../tags/change-tag.ts';
import { createTag } from '../tags/create-tag.ts';
import { changeView, deleteView } from '../views/change-view.ts';
import { createView } from '../views/create-view.ts';
import { changeWorkspace } from '../workspaces/change-workspace.ts';
import { listAudit } from './list-audit.ts';

let surroundings: Surroundings;
beforeAll(async () => {
  surroundings = await testSurroundings();
  await newWorkspace(surroundings);
});

const owner = async (): Promise<TestAgent> => newAgent(await newWorkspace(surroundings), 'owner', 'Mara');
const linesOf = async ({ ctx }: TestAgent) =>
  (await listAudit(ctx, {})).entries.map(({ what, details }) => ({ what, ...details })).toReversed();

describe('the log tells', () => {
  test('of settings: what they were and what they are, and nothing where nothing changed', async () => {
    const agent = await owner();
    await changeWorkspace(agent.ctx, { name: 'Pots' });
    await changeWorkspace(agent.ctx, { allowedOrigins: ['https://a.example', 'https://b.example'] });
    await changeWorkspace(agent.ctx, { name: 'Pots', identityMode: 'optional' });
    await changeWorkspace(agent.ctx, { identityMode: 'enforced' });
    expect(await linesOf(agent)).toEqual([
      { what: 'workspace.renamed', from: 'Teapots & Co', to: 'Pots' },
      { what: 'workspace.origins_changed', from: '', to: 'https://a.example https://b.example' },
      { what: 'workspace.identity_mode_changed', from: 'optional', to: 'enforced' },
    ]);
  });

  test('of secrets by their name, never what they say', async () => {
    const agent = await owner();
    const { secret, value } = await createIdentitySecret(agent.ctx);
    await revokeIdentitySecret(agent.ctx, secret.id);
    await revokeIdentitySecret(agent.ctx, secret.id);
    const lines = await linesOf(agent);
    expect(lines).toEqual([
      { what: 'identity_secret.created', subject: secret.id },
      { what: 'identity_secret.revoked', subject: secret.id },
    ]);
    expect(JSON.stringify(lines)).not.toContain(value);
  });

  test('of tags, of views and saved replies that all see, and of exports', async () => {
    const agent = await owner();
    const tagId = TagId.parse(surroundings.newId());
    await createTag(agent.ctx, { id: tagId, name: 'Billing', color: 'blue' });
    await changeTag(agent.ctx, tagId, { name: 'Bills' });
    await removeTag(agent.ctx, tagId);
    for (const isShared of [false, true]) {
      const id = ViewId.parse(surroundings.newId());
      await createView(agent.ctx, { id, name: 'Pressing', filters: {}, sort: 'newest', isShared });
      await changeView(agent.ctx, id, { name: 'Urgent' });
      await deleteView(agent.ctx, id);
      const replyId = SavedReplyId.parse(surroundings.newId());
      await createSavedReply(agent.ctx, { id: replyId, name: 'Hello', text: 'Hi', isPrivate: !isShared, actions: {} });
      await changeSavedReply(agent.ctx, replyId, { text: 'Hi there' });
      await changeSavedReply(agent.ctx, replyId, { isRemoved: true });
    }
    await exportWorkspace(agent.ctx, { what: 'topics', format: 'csv' });
    expect(await linesOf(agent)).toEqual([
      { what: 'tag.created', subject: 'Billing' },
      { what: 'tag.changed', from: 'Billing', to: 'Bills' },
      { what: 'tag.removed', subject: 'Bills' },
      { what: 'view.shared', subject: 'Pressing' },
      { what: 'view.changed', subject: 'Urgent' },
      { what: 'view.removed', subject: 'Urgent' },
      { what: 'saved_reply.created', subject: 'Hello' },
      { what: 'saved_reply.changed', subject: 'Hello' },
      { what: 'saved_reply.removed', subject: 'Hello' },
      { what: 'export.begun', subject: 'topics, csv' },
    ]);
  });
});

test('is read a page at a time, by who and by what, newest first', async () => {
  const agent = await owner();
  const admin = await newAgent({ ...surroundings, actor: { kind: 'system', workspaceId: agent.workspaceId } }, 'admin');
  for (let n = 0; n < 55; n++) await changeWorkspace(n % 11 === 0 ? admin.ctx : agent.ctx, { name: `Name ${n}` });

  const first = await listAudit(agent.ctx, {});
  const rest = await listAudit(agent.ctx, { before: first.next ?? 0 });

  expect([first.entries.length, rest.entries.length, rest.next]).toEqual([50, 5, null]);
  expect(first.entries[0]?.details.to).toBe('Name 54');
  expect(rest.entries.at(-1)?.details.to).toBe('Name 0');
  expect((await listAudit(agent.ctx, { agentId: admin.agentId })).entries).toHaveLength(5);
  expect((await listAudit(agent.ctx, { what: 'agent.left' })).entries).toEqual([]);
  expect((await listAudit(agent.ctx, { since: new Date(Date.now() + 60_000).toISOString() })).entries).toEqual([]);
});

test('is for managers, of their own workspace, and nobody’s to change', async () => {
  const [agent, elsewhere] = [await owner(), await owner()];
  const workspace = { ...surroundings, actor: { kind: 'system', workspaceId: agent.workspaceId } } as const;
  await changeWorkspace(agent.ctx, { name: 'Pots' });
  await expect(listAudit((await newAgent(workspace, 'agent')).ctx, {})).rejects.toMatchObject({ code: 'forbidden' });
  expect((await listAudit(elsewhere.ctx, {})).entries).toEqual([]);

  const [updated, deleted] = await inWorkspace(agent.ctx, [
    agent.ctx.db.update(auditLog).set({ details: {} }).returning({ id: auditLog.id }),
    agent.ctx.db.delete(auditLog).returning({ id: auditLog.id }),
  ]);
  expect([updated, deleted]).toEqual([[], []]);
  expect(await linesOf(agent)).toHaveLength(1);
});

test('a change that fails leaves no line', async () => {
  const agent = await owner();
  const tag = { id: TagId.parse(surroundings.newId()), name: 'Billing', color: 'blue' } as const;
  await createTag(agent.ctx, tag);
  await expect(createTag(agent.ctx, { ...tag, id: TagId.parse(surroundings.newId()) })).rejects.toThrow();
  expect(await linesOf(agent)).toHaveLength(1);
});

test('the log tells of what visitors are promised, by what of it and what it was', async () => {
  const agent = await owner();
  await changeWorkspace(agent.ctx, { promiseLikelihood: 80, showsQueuePlace: true, aimMinutes: 240 });
  await changeWorkspace(agent.ctx, {});
  await changeWorkspace(agent.ctx, { makesPromises: false });
  const what = 'workspace.promises_changed';
  expect((await linesOf(agent)).toSorted((a, b) => String(a.subject).localeCompare(String(b.subject)))).toEqual([
    { what, subject: 'Likelihood', from: '90', to: '80' },
    { what, subject: 'Place in the queue', from: 'false', to: 'true' },
    { what, subject: 'Promises', from: 'true', to: 'false' },
  ]);
});
