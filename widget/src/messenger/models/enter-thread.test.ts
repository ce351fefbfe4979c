import { realClock } from '@everthread/shared/client/clock';
import type { WorkspaceId } from '@everthread/shared/models/ids';
import { signal } from '@preact/signals';
import { afterEach, expect, test, vi } from 'vitest';
import { hostPage } from '../../../test/host-page.ts';
import { visitorServer } from '../../../test/visitor-server.ts';
import { keyName, UNSENT } from '../../channel.ts';
import { createApi } from '../api.ts';
import { hostStore } from '../host-store.ts';
import { requester } from '../request.ts';
import { ThreadModel, type ThreadModelParts } from './thread-model.ts';

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

const keyOf = (letter: string) => letter.repeat(43);
const unsent = (key: string, text: string) => JSON.stringify({ text, isFailed: false, owner: key.slice(0, 8) });

/** A messenger on a page that keeps `kept`, whose server has erased whoever had a key. */
function onPage(kept: Record<string, string>, server = visitorServer(), mayForget = true) {
  const page = hostPage('w', kept);
  const tab = page.tab();
  const { store } = tab;
  if (!mayForget) tab.store = async (change) => store(change?.value ? change : undefined);
  const restart = vi.fn();
  let connection: Parameters<ThreadModelParts['connect']>[0] | undefined;
  const thread = new ThreadModel({
    api: createApi(requester(server.fetch), 'w' as WorkspaceId),
    host: {
      ...tab,
      isOpen: signal(false),
      unread: () => {},
      restart,
      key: ({ keep } = {}) => tab.store(keep && { name: keyName('w'), value: keep }),
    },
    store: hostStore(tab, 'w', (work) => work()),
    connect: (options) => {
      connection = options;
      return { close: () => {} };
    },
    where: () => ({}),
    watchPage: () => () => {},
    clock: realClock,
    random: () => 0.5,
    chance: (bytes) => crypto.getRandomValues(bytes),
  });
  ends.push(() => thread[Symbol.dispose]());
  return { page, server, thread, restart, ticket: async () => connection?.ticket() };
}

test('who was erased leaves nothing on his device: neither his key, nor what he had not sent, which goes to nobody', async () => {
  const key = keyOf('a');
  const server = visitorServer();
  server.fail({ status: 410, code: 'gone' });
  const { page, thread, restart } = onPage(
    { [keyName('w')]: key, [`${keyName('w')}${UNSENT}1000000:m1`]: unsent(key, 'Where is my parcel?') },
    server,
  );

  await vi.waitFor(() => expect(restart).toHaveBeenCalledOnce());

  expect(page.kept()).toEqual({});
  expect(thread.phase.value).toEqual({ name: 'new' });
  expect(server.asked.filter((path) => path !== 'session')).toEqual([]);
});

test('a thread that another tab begins while this one asks for it is found all the same', async () => {
  const [key, server] = [keyOf('a'), visitorServer()];
  const { fetch: ask } = server;
  const [asked, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  let sessions = 0;
  server.fetch = (async (url: string, init: RequestInit) => {
    const answer = await ask(url, init);
    if (!url.endsWith('session')) return answer;
    sessions += 1;
    asked.resolve();
    if (sessions === 1) await held.promise; // what it says is old by then
    return answer;
  }) as typeof fetch;
  const { page, thread } = onPage({}, server);
  await vi.waitFor(() => expect(thread.phase.value).toEqual({ name: 'new' }));
  const other = page.tab();

  await other.store({ name: keyName('w'), value: key });
  await asked.promise;
  const name = `${keyName('w')}${UNSENT}1000000:m1`;
  await other.store({ name, value: 'hello' });
  const body = JSON.stringify({ key, message: { id: 'm1', text: 'hello' } });
  await ask('/api/visitor/threads', { method: 'POST', headers: {}, body });
  await other.store({ name, was: 'hello' });
  held.resolve();

  await vi.waitFor(() => expect(thread.timeline.value.sent.map(({ text }) => text)).toEqual(['hello']));
});

test('who is erased while he is here hears of it with the next ticket for a socket', async () => {
  const [key, server] = [keyOf('a'), visitorServer()];
  const body = JSON.stringify({ key, message: { id: 'm1', text: 'Hello' } });
  await server.fetch('/api/visitor/threads', { method: 'POST', headers: {}, body });
  const { page, thread, restart, ticket } = onPage({ [keyName('w')]: key }, server);
  await vi.waitFor(() => expect(thread.phase.value.name).toBe('ready'));
  await ticket(); // came with the session

  const gone = { status: 410, code: 'gone' };
  server.fail({ status: 401, code: 'signed_out' }, gone, gone);
  await expect(ticket()).rejects.toMatchObject({ status: 410 });

  await vi.waitFor(() => expect(restart).toHaveBeenCalledOnce());
  expect(page.kept()).toEqual({});
});

test('who is reading his receipt goes on doing so, though his key is forgotten, whatever comes to ask for his thread', async () => {
  const [key, server] = [keyOf('a'), visitorServer()];
  const body = JSON.stringify({ key, message: { id: 'm1', text: 'Hello' } });
  await server.fetch('/api/visitor/threads', { method: 'POST', headers: {}, body });
  const { page, thread, restart, ticket } = onPage({ [keyName('w')]: key }, server);
  await vi.waitFor(() => expect(thread.phase.value.name).toBe('ready'));
  await ticket();
  restart.mockReturnValue(true);

  const gone = { status: 410, code: 'gone' };
  server.fail({ status: 401, code: 'signed_out' }, gone, gone, gone, gone);
  await expect(ticket()).rejects.toMatchObject({ status: 410 });
  await vi.waitFor(() => expect(page.kept()).toEqual({}));
  await expect(ticket()).rejects.toMatchObject({ status: 410 });

  expect(restart).toHaveBeenCalledOnce();
  expect(thread.phase.value.name).toBe('ready');
});

test('where the key of who was erased cannot be forgotten, nothing begins anew for ever', async () => {
  const [key, server] = [keyOf('a'), visitorServer()];
  server.fail({ status: 410, code: 'gone' }, { status: 410, code: 'gone' });
  const { page, thread, restart } = onPage({ [keyName('w')]: key }, server, false);

  await vi.waitFor(() => expect(thread.phase.value).toEqual({ name: 'new' }));

  expect(restart).not.toHaveBeenCalled();
  expect(server.asked).toEqual(['session']);
  expect(page.kept()).toEqual({ [keyName('w')]: key });
});

test('what another tab has begun since he was erased stays', async () => {
  const server = visitorServer();
  const { page, restart } = onPage(
    { [keyName('w')]: keyOf('a') },
    {
      ...server,
      fetch: async () => {
        page.put({ [keyName('w')]: keyOf('b') });
        return Response.json({ error: { code: 'gone' } }, { status: 410 });
      },
    },
  );

  await vi.waitFor(() => expect(restart).toHaveBeenCalledOnce());

  expect(page.kept()).toEqual({ [keyName('w')]: keyOf('b') });
});
