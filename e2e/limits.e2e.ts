import { expect, test } from 'vitest';
import { newKey } from '../api/test/conversations.ts';
import { knock, ownAddress } from './knock.ts';
import { beginAsVisitor, newMessageId, newPlace } from './people.ts';

const statusesOf = (answers: { status: number }[]) => [...new Set(answers.map(({ status }) => status))].toSorted();

test('a visitor who floods is slowed down, and another is not', async () => {
  const { workspaceId, visitor, threadId } = await newPlace();
  const other = await beginAsVisitor(workspaceId);
  const send = (headers: Record<string, string>, thread: string) =>
    knock(`/api/visitor/threads/${thread}/messages`, {
      method: 'POST',
      headers,
      body: { id: newMessageId(), text: 'x' },
    });

  const flood = await Promise.all(Array.from({ length: 200 }, () => send(visitor.headers, threadId)));
  const calm = await send(other.headers, other.thread.id);

  expect(statusesOf(flood)).toEqual([201, 429]);
  expect(flood.filter(({ status }) => status === 201).length).toBeLessThanOrEqual(120); // at most two windows
  expect(flood.find(({ status }) => status === 429)?.headers.get('retry-after')).toBe('10');
  expect(calm.status).toBe(201);
});

test('a thousand newcomers from one network are stopped early, and other networks are not', async () => {
  const { workspaceId } = await newPlace();
  const from = ownAddress();
  const begin = (address: string, forged: Record<string, string> = {}) =>
    knock('/api/visitor/threads', {
      method: 'POST',
      from: address,
      headers: forged,
      body: { workspaceId, key: newKey(), message: { id: newMessageId(), text: 'x' } },
    });

  const flood = await Promise.all(
    Array.from({ length: 120 }, (_, turn) =>
      begin(from, { 'cf-connecting-ip': `198.51.100.${turn}`, 'x-forwarded-for': `198.51.100.${turn}` }),
    ),
  );

  expect(flood.filter(({ status }) => status === 201).length).toBeLessThanOrEqual(60);
  expect(statusesOf(flood)).toContain(429);
  expect((await begin(ownAddress())).status).toBe(201);
});

test('newcomers from all the addresses of one street are stopped as well', async () => {
  const { workspaceId } = await newPlace();
  const begin = (address: string) =>
    knock('/api/visitor/threads', { method: 'POST', from: address, body: { workspaceId, key: newKey() } });

  const street = Array.from({ length: 250 }, (_, host) => `127.9.9.${host + 1}`);
  const answers = await Promise.all([...street, ...street, ...street].map(begin));

  expect(answers.filter(({ status }) => status === 201).length).toBeLessThanOrEqual(600); // at most two windows
  expect(statusesOf(answers)).toContain(429);
  expect((await begin(ownAddress())).status).toBe(201);
});

test('an agent’s program that floods is slowed down', async () => {
  const { workspaceId, agent } = await newPlace();
  const list = () => knock(`/api/workspaces/${workspaceId}/topics?status=open`, { headers: { cookie: agent.cookie } });

  const flood = await Promise.all(Array.from({ length: 700 }, list));

  expect(flood.filter(({ status }) => status === 200).length).toBeLessThanOrEqual(600);
  expect(statusesOf(flood)).toEqual([200, 429]);
});

test('ten thousand passwords are not tried on an account, whatever the client says of itself', async () => {
  const email = `${crypto.randomUUID()}@team.example`;
  const attempt = (turn: number) =>
    knock('/api/account/sign-in', {
      method: 'POST',
      headers: { 'cf-connecting-ip': `2001:db8:1:2::${turn}`, 'x-forwarded-for': `203.0.113.${turn}` },
      body: { email, password: `guess-${turn}` },
    });

  const answers = await Promise.all(Array.from({ length: 60 }, (_, turn) => attempt(turn)));

  expect(answers.filter(({ status }) => status === 401).length).toBeLessThanOrEqual(40);
  expect(statusesOf(answers)).toEqual([401, 429]);
  expect(Number(answers.find(({ status }) => status === 429)?.headers.get('retry-after'))).toBeGreaterThan(60);
});
