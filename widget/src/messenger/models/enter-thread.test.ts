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
import { ThreadModel } from './thread-model.ts';

const ends: (() => void)[] = [];
afterEach(() => {
  for (const end of ends.splice(0)) end();
});

const keyOf = (letter: string) => letter.repeat(43);
const unsent = (key: string, text: string) => JSON.stringify({ text, isFailed: false, owner: key.slice(0, 8) });

/** A messenger on a page that keeps `kept`, whose server has erased whoever had a key. */
function onPage(kept: Record<string, string>, server = visitorServer()) {
  const page = hostPage('w', kept);
  const tab = page.tab();
  const restart = vi.fn();
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
    connect: () => ({ close: () => {} }),
    where: () => ({}),
    watchPage: () => () => {},
    clock: realClock,
    random: () => 0.5,
    chance: (bytes) => crypto.getRandomValues(bytes),
  });
  ends.push(() => thread[Symbol.dispose]());
  return { page, server, thread, restart };
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
