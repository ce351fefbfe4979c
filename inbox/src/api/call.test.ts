import { expect, test, vi } from 'vitest';
import { isPassing } from './api-error.ts';
import { createCall } from './call.ts';

const answering = (status: number, body: string) => vi.fn(async () => new Response(body, { status }));

test('a good answer is handed over', async () => {
  const fetch = answering(200, '{"a":1}');
  expect(await createCall(fetch, () => {})('POST', '/api/x', { b: 2 })).toEqual({ a: 1 });
  expect(fetch).toHaveBeenCalledWith('/api/x', expect.objectContaining({ method: 'POST', body: '{"b":2}' }));
});

test('an error carries the server’s code and sentence', async () => {
  const call = createCall(answering(409, '{"error":{"code":"conflict","message":"It was changed"}}'), () => {});
  await expect(call('GET', '/x')).rejects.toMatchObject({ code: 'conflict', message: 'It was changed' });
});

test.each([
  [502, '<html>', 'unavailable'],
  [429, '', 'too_many'],
  [400, '{"error":{"code":"toString","message":"x"}}', 'invalid'],
])('an answer %i that is not ours is still told by its status', async (status, body, code) => {
  await expect(createCall(answering(status, body), () => {})('GET', '/x')).rejects.toMatchObject({ code });
});

test('no network is told apart, and passes', async () => {
  const call = createCall(
    vi.fn(async () => Promise.reject(new TypeError('failed'))),
    () => {},
  );
  const error = await call('GET', '/x').catch((caught: unknown) => caught);
  expect(error).toMatchObject({ code: 'offline' });
  expect(isPassing(error)).toBe(true);
});

test('an answer that breaks off, or is somebody else’s page, passes as no network does', async () => {
  const broken = new ReadableStream({ start: (body) => body.error(new TypeError('terminated')) });
  for (const body of [broken, '{"topics":[', '<html>Sign in to this Wi-Fi']) {
    const call = createCall(
      vi.fn(async () => new Response(body)),
      () => {},
    );
    const error = await call('GET', '/x').catch((caught: unknown) => caught);
    expect(isPassing(error)).toBe(true);
  }
});

test('an empty answer is a good one', async () => {
  const call = createCall(
    vi.fn(async () => new Response(null, { status: 204 })),
    () => {},
  );
  expect(await call('POST', '/x')).toBeUndefined();
});

test('a session that has ended is said to who must know', async () => {
  const onSignedOut = vi.fn();
  const call = createCall(answering(401, '{"error":{"code":"signed_out","message":"Sign in"}}'), onSignedOut);
  await expect(call('GET', '/x')).rejects.toMatchObject({ code: 'signed_out' });
  expect(onSignedOut).toHaveBeenCalledOnce();
});
