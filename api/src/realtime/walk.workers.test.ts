import { env, exports } from 'cloudflare:workers';
import type { WorkspaceId } from '@everthread/shared/models/ids';
import type { VisitorSession } from '@everthread/shared/models/visitor-session';
import { expect, test } from 'vitest';
import { newAgent, newWorkspace, type TestAgent } from '../../test/factories.ts';
import { config, knock, type Listener, listen, protocolsWith } from '../../test/live.ts';
import { surroundingsOf } from '../http/surroundings.ts';

/** Asks the Worker as a browser on our own pages would. */
async function ask<Answer>(method: string, path: string, body: unknown, headers: Record<string, string> = {}) {
  const answer = await exports.default.fetch(`${config.publicUrl}/api${path}`, {
    method,
    body: JSON.stringify(body),
    headers: {
      'Content-Type': 'application/json',
      Origin: config.publicUrl,
      'CF-Connecting-IP': '203.0.113.7',
      ...headers,
    },
  });
  expect(answer.ok, `${method} ${path}: ${answer.status}`).toBe(true);
  return (await answer.json()) as Answer;
}

const newKey = () => Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url');
const words = (text: string) => ({ id: crypto.randomUUID(), text });

async function writeFirst(workspaceId: WorkspaceId, text: string) {
  const key = newKey();
  const session = await ask<VisitorSession>('POST', '/visitor/threads', { workspaceId, key, message: words(text) });
  const bearer = { Authorization: `Bearer ${session.access.token}` };
  return {
    threadId: session.thread.id,
    socket: listen(await knock(protocolsWith(session.access.ticket))),
    write: (more: string) => ask('POST', `/visitor/threads/${session.thread.id}/messages`, words(more), bearer),
  };
}

async function listenAs(agent: TestAgent) {
  const own = { Cookie: agent.cookie };
  const path = `/workspaces/${agent.workspaceId}`;
  const { ticket } = await ask<{ ticket: string }>('POST', `${path}/ticket`, {}, own);
  return {
    socket: listen(await knock(protocolsWith(ticket))),
    write: (threadId: string, text: string) => ask('POST', `${path}/threads/${threadId}/messages`, words(text), own),
    note: (threadId: string, text: string) => ask('POST', `${path}/threads/${threadId}/notes`, words(text), own),
  };
}

const textsOf = (socket: Listener) => () =>
  socket.heard.flatMap(({ frame }) => (frame.type === 'message.sent' ? [frame.message.text] : []));

test('what a visitor writes the team hears, what an agent answers the visitor hears, and neighbours hear nothing', async () => {
  const surroundings = surroundingsOf(env);
  const [here, there] = [await newWorkspace(surroundings), await newWorkspace(surroundings)];
  const agent = await listenAs(await newAgent(here));
  const stranger = await listenAs(await newAgent(there));
  const [visitor, neighbour] = [
    await writeFirst(here.actor.workspaceId, 'Is my teapot on its way?'),
    await writeFirst(here.actor.workspaceId, 'Do you sell lids?'),
  ];

  await visitor.write('It was order 7');
  await expect.poll(textsOf(agent.socket)).toEqual(expect.arrayContaining(['Do you sell lids?', 'It was order 7']));
  await agent.note(visitor.threadId, 'canary: check the lid too');
  await agent.write(visitor.threadId, 'It left this morning');
  await expect.poll(textsOf(visitor.socket)).toContain('It left this morning');
  await expect.poll(textsOf(agent.socket)).toHaveLength(5);

  expect(textsOf(visitor.socket)()).not.toContain('canary: check the lid too');
  expect(textsOf(neighbour.socket)()).not.toContain('It left this morning');
  expect(textsOf(stranger.socket)()).toEqual([]);
});
