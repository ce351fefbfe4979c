import type { ThreadId, WorkspaceId } from '@everthread/shared/models/ids';
import type { VisitorKey } from '@everthread/shared/models/visitor';
import { expect, test } from 'vitest';
import { createApi } from './api.ts';
import { requester } from './request.ts';

type Answer = { status?: number; body?: unknown; text?: string };
type Asked = { path: string; token: string | undefined; body: unknown; init: RequestInit };

function server(answer: (asked: Asked) => Answer | 'cut') {
  const asked: Asked[] = [];
  const fetchFrom = async (path: unknown, init: RequestInit = {}) => {
    const headers = init.headers as Record<string, string>;
    const token = headers.authorization?.slice('Bearer '.length);
    const one = { path: String(path), token, body: init.body ? JSON.parse(String(init.body)) : undefined, init };
    asked.push(one);
    const {
      status = 200,
      body,
      text,
    } = (() => {
      const given = answer(one);
      if (given === 'cut') throw new TypeError('Failed to fetch');
      return given;
    })();
    return new Response(text ?? JSON.stringify(body), { status });
  };
  const api = createApi(requester(fetchFrom as typeof fetch), 'w' as WorkspaceId);
  return { api, asked };
}

const key = 'k'.repeat(43) as VisitorKey;
const threadId = 'th' as ThreadId;
const session = (token: string) => ({ access: { token, visitorId: 'v', expiresAt: '', ticket: 'ti' }, thread: {} });

test('the key travels in bodies only, and no cookie goes along', async () => {
  const { api, asked } = server(() => ({ body: session('one') }));
  await api.open(key);
  expect(asked[0]).toMatchObject({ path: '/api/visitor/session', body: { workspaceId: 'w', key } });
  expect(asked[0]?.init.credentials).toBe('omit');
  expect(asked[0]?.path).not.toContain(key);
});

test('an access that has ended is renewed once for all who wait, and each request repeated', async () => {
  let sessions = 0;
  const { api, asked } = server(({ path, token }) => {
    if (path.endsWith('/session')) {
      sessions += 1;
      return { status: 200, body: session(`t${sessions}`) };
    }
    return token === 't2' ? { body: { rev: 1 } } : { status: 401, body: { error: { code: 'signed_out' } } };
  });
  await api.open(key);
  const answers = await Promise.all([api.changes(threadId, 0), api.changes(threadId, 1), api.earlier(threadId, 9)]);
  expect(answers).toEqual([{ rev: 1 }, { rev: 1 }, { rev: 1 }]);
  expect(sessions).toBe(2);
  expect(asked.filter(({ token }) => token === 't2')).toHaveLength(3);
});

test('a key that is no longer known is said so, not asked for ever', async () => {
  let sessions = 0;
  const { api, asked } = server(({ path }) => {
    if (!path.endsWith('/session')) return { status: 401, body: { error: { code: 'signed_out' } } };
    sessions += 1;
    return sessions === 1 ? { body: session('t1') } : { status: 404, body: { error: { code: 'not_found' } } };
  });
  await api.open(key);
  await expect(api.ticket()).rejects.toMatchObject({ status: 404, code: 'not_found' });
  expect(asked).toHaveLength(3);
});

test.each<[string, Answer | 'cut', { status: number; code: string }]>([
  ['a refusal', { status: 400, body: { error: { code: 'invalid' } } }, { status: 400, code: 'invalid' }],
  ['a cut line', 'cut', { status: 0, code: 'unreachable' }],
  ['a captive portal', { status: 200, text: '<html>' }, { status: 0, code: 'unreachable' }],
  ['a proxy’s error page', { status: 502, text: '<html>' }, { status: 502, code: 'unreachable' }],
])('%s', async (_name, answer, error) => {
  const { api } = server(() => answer);
  await expect(api.open(key)).rejects.toMatchObject(error);
});
