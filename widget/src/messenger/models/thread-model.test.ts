import { realClock } from '@everthread/shared/client/clock';
import type { WorkspaceId } from '@everthread/shared/models/ids';
import type { Message } from '@everthread/shared/models/message';
import type { VisitorTopic } from '@everthread/shared/models/topic';
import type { VisitorKey } from '@everthread/shared/models/visitor';
import type { VisitorFrame } from '@everthread/shared/protocol/down';
import { signal } from '@preact/signals';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { hostPage } from '../../../test/host-page.ts';
import { visitorServer } from '../../../test/visitor-server.ts';
import { createApi } from '../api.ts';
import type { Told } from '../host.ts';
import { hostStore } from '../host-store.ts';
import { requester } from '../request.ts';
import { ThreadModel, type ThreadModelParts } from './thread-model.ts';

type Connection = Parameters<ThreadModelParts['connect']>[0] & { isClosed?: boolean };

/** The host's storage, which outlives the messenger and is shared by the tabs; blocked, it keeps nothing. */
const hostStorage = (isBlocked = false) => ({ key: undefined as VisitorKey | undefined, isBlocked });

function messenger(server = visitorServer(), storage = hostStorage(), store?: ThreadModelParts['store']) {
  const connections: Connection[] = [];
  const isOpen = signal(true);
  const unread = vi.fn();
  const thread = new ThreadModel({
    api: createApi(requester(server.fetch), 'w' as WorkspaceId),
    host: {
      isOpen,
      unread,
      key: async ({ keep, forget } = {}): Promise<Told> => {
        if (forget === storage.key) storage.key = undefined;
        if (keep && !storage.isBlocked) storage.key ??= keep;
        return { key: storage.key, page: undefined, isSaved: !storage.isBlocked, kept: {} };
      },
    },
    connect: (options) => {
      const connection: Connection = { ...options };
      connections.push(connection);
      return {
        close: () => {
          connection.isClosed = true;
        },
      };
    },
    where: () => ({ language: 'en' }),
    watchPage: () => () => {},
    ...(store && { store }),
    clock: realClock,
    random: () => 0.5,
    chance: (bytes) => crypto.getRandomValues(bytes),
  });
  const tell = (message: Message) =>
    connections.at(-1)?.onFrame({ frame: { type: 'message.sent', message, topic: {} } as unknown as VisitorFrame });
  return {
    thread,
    server,
    storage,
    connections,
    isOpen,
    unread,
    tell,
    texts: () => thread.timeline.value.sent.map(({ text }) => text),
    waiting: () => thread.timeline.value.unsent.map(({ text, state }) => `${text} ${state}`),
  };
}

const settle = () => vi.advanceTimersByTimeAsync(10);
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);

async function started(...given: Parameters<typeof messenger>) {
  const it = messenger(...given);
  await settle();
  return it;
}

async function writing(texts: string[], ...given: Parameters<typeof messenger>) {
  const it = await started(...given);
  for (const text of texts) it.thread.send(text);
  await settle();
  return it;
}

/** The socket has opened; nobody says where the thread stands, unless it is told here. */
async function caughtUp(it: ReturnType<typeof messenger>, rev?: number, topic?: VisitorTopic) {
  const connection = it.connections.at(-1);
  const done = connection?.catchUp(() => {});
  const { value } = it.thread.phase;
  const threadId = value.name === 'ready' ? value.threadId : undefined;
  if (rev !== undefined) connection?.onHeld?.({ frame: { type: 'thread.at', threadId, rev, topic } as VisitorFrame });
  else await pass(2_000);
  await done;
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('before the visitor writes nothing is asked, stored or connected', async () => {
  const { server, storage, connections, thread } = await started();
  await pass(60_000);
  expect(thread.phase.value.name).toBe('new');
  expect(server.asked).toEqual([]);
  expect(storage.key).toBeUndefined();
  expect(connections).toEqual([]);
});

test('the first words begin the thread, the next ones go into it, in order', async () => {
  const it = await writing(['one', 'two', 'three']);
  expect(it.texts()).toEqual(['one', 'two', 'three']);
  expect(it.waiting()).toEqual([]);
  expect(it.server.byKey.size).toBe(1);
  expect(it.connections).toHaveLength(1);
});

test('a message is on screen before the network is asked', async () => {
  const it = await started();
  it.thread.send('  now  ');
  expect(it.waiting()).toEqual(['now sending']);
  expect(it.server.asked).toEqual([]);
});

describe('coming back', () => {
  test('leads into the same thread', async () => {
    const first = await writing(['one']);
    const second = await started(first.server, first.storage);
    expect(second.texts()).toEqual(['one']);
    expect(second.thread.phase.value).toEqual(first.thread.phase.value);
  });

  test('waits for a server that is away', async () => {
    const first = await writing(['one']);
    first.server.fail('cut', { status: 503, code: 'unavailable' }, 'cut');
    const second = await started(first.server, first.storage);
    expect(second.thread.phase.value.name).toBe('opening');
    await pass(4_000);
    expect(second.thread.isCutOff.value).toBe(true);
    await pass(30_000);
    expect(second.texts()).toEqual(['one']);
    expect(second.thread.isCutOff.value).toBe(false);
  });

  test('with a key that nobody knows begins anew', async () => {
    const first = await writing(['one']);
    first.server.forgetVisitors();
    const second = await started(first.server, first.storage);
    expect(second.thread.phase.value.name).toBe('new');
    second.thread.send('two');
    await settle();
    expect(second.texts()).toEqual(['two']);
  });

  test('what is written while the thread still opens goes out after it', async () => {
    const first = await writing(['one']);
    const second = messenger(first.server, first.storage);
    second.thread.send('two');
    await settle();
    expect(second.texts()).toEqual(['one', 'two']);
    expect(first.server.byKey.size).toBe(1);
  });
});

describe('nothing lost, nothing twice', () => {
  test('a lost answer to the first words', async () => {
    const it = await started();
    it.server.fail('answer lost');
    it.thread.send('one');
    await settle();
    expect(it.waiting()).toEqual(['one sending']);
    await pass(5_000);
    expect(it.texts()).toEqual(['one']);
    expect(it.server.byKey.size).toBe(1);
  });

  test('the key is kept before the first words go out', async () => {
    const it = await started();
    it.server.fail('answer lost');
    it.thread.send('one');
    await settle();
    const reloaded = await started(it.server, it.storage);
    expect(reloaded.texts()).toEqual(['one']);
  });

  test('a lost answer to a later message', async () => {
    const it = await writing(['one']);
    it.server.fail('answer lost', 'cut');
    it.thread.send('two');
    it.thread.send('three');
    await pass(20_000);
    expect(it.texts()).toEqual(['one', 'two', 'three']);
  });

  test('a message refused for good is shown failed, the rest goes, and it can be tried again', async () => {
    const it = await writing(['one']);
    it.server.fail({ status: 400, code: 'invalid' });
    it.thread.send('two');
    it.thread.send('three');
    await settle();
    expect(it.texts()).toEqual(['one', 'three']);
    expect(it.waiting()).toEqual(['two failed']);
    it.thread.sendAgain(it.thread.timeline.value.unsent[0]?.id as Message['id']);
    await settle();
    expect(it.texts()).toEqual(['one', 'three', 'two']);
  });

  test('a refused message can be given up; one that is on its way cannot', async () => {
    const it = await writing(['one']);
    it.server.fail({ status: 400, code: 'invalid' });
    it.thread.send('two');
    await settle();
    it.server.fail('cut');
    it.thread.send('three');
    await settle();
    for (const { id } of it.thread.timeline.value.unsent) it.thread.discard(id);
    expect(it.waiting()).toEqual(['three sending']);
    await pass(20_000);
    expect(it.texts()).toEqual(['one', 'three']);
    expect(it.waiting()).toEqual([]);
  });

  test('a message whose file is gone is shown failed, and the thread stays', async () => {
    const it = await writing(['one']);
    const gone = { status: 404, code: 'not_found' };
    it.server.fail(gone, gone);
    it.thread.send('with a file of yesterday');
    await settle();
    expect(it.thread.phase.value.name).toBe('ready');
    expect(it.texts()).toEqual(['one']);
    expect(it.waiting()).toEqual(['with a file of yesterday failed']);
    expect(it.connections.at(-1)?.isClosed).toBeFalsy();
  });

  test('a refused message that another tab has given up is gone from this one', async () => {
    const [page, server, storage] = [hostPage(), visitorServer(), hostStorage()];
    let last = Promise.resolve();
    const oneAtATime = (work: () => Promise<void>) => {
      last = last.then(work);
      return last;
    };
    const tab = () => started(server, storage, hostStore(page.tab(), 'w', oneAtATime));
    const [here, there] = [await tab(), await tab()];
    here.server.fail({ status: 400, code: 'invalid' });
    here.thread.send('no');
    await settle();
    expect([here.waiting(), there.waiting()]).toEqual([['no failed'], ['no failed']]);
    there.thread.discard(there.thread.timeline.value.unsent[0]?.id as Message['id']);
    await settle();
    expect([here.waiting(), there.waiting()]).toEqual([[], []]);
  });

  test('an access that has ended is renewed unseen', async () => {
    const it = await writing(['one']);
    it.server.forgetTokens();
    it.thread.send('two');
    await settle();
    expect(it.texts()).toEqual(['one', 'two']);
  });

  test('a visitor who was erased begins a new thread with what he writes', async () => {
    const it = await writing(['one']);
    it.server.forgetVisitors();
    it.thread.send('two');
    await settle();
    expect(it.texts()).toEqual(['two']);
    expect(it.server.byKey.size).toBe(1);
    expect(it.server.byKey.has(it.storage.key as string)).toBe(true);
  });
});

describe('two tabs', () => {
  test('begin one thread, whichever is first', async () => {
    const storage = hostStorage();
    const server = visitorServer();
    const [one, two] = [await started(server, storage), await started(server, storage)];
    one.thread.send('from one');
    two.thread.send('from two');
    await settle();
    expect(server.byKey.size).toBe(1);
    const third = await started(server, storage);
    expect(third.texts().toSorted()).toEqual(['from one', 'from two']);
  });

  test('begin one thread, also when one asks for it before the first words of the other have arrived', async () => {
    const storage = hostStorage();
    const server = visitorServer();
    const one = await started(server, storage);
    server.fail('cut');
    one.thread.send('from one');
    await settle();
    const two = await started(server, storage);
    expect(two.thread.phase.value.name).toBe('new');
    two.thread.send('from two');
    await pass(30_000);
    expect(server.byKey.size).toBe(1);
    expect((await started(server, storage)).texts().toSorted()).toEqual(['from one', 'from two']);
  });

  test('an answer from before the first words does not take the thread away', async () => {
    const server = visitorServer();
    const { fetch: ask } = server;
    const held = Promise.withResolvers<void>();
    server.fetch = (async (url: string, init: RequestInit) => {
      const answer = await ask(url, init);
      if (url.endsWith('session')) await held.promise;
      return answer;
    }) as typeof fetch;
    const it = await started(server);
    it.isOpen.value = false;
    it.storage.key = 'k'.repeat(43) as VisitorKey; // another tab has just kept it
    it.isOpen.value = true;
    await settle();
    it.thread.send('one');
    await settle();
    held.resolve();
    await settle();
    expect(it.texts()).toEqual(['one']);
    expect(it.thread.phase.value.name).toBe('ready');
  });

  test('one that is opened after the other has begun shows the thread', async () => {
    const storage = hostStorage();
    const server = visitorServer();
    const [one, two] = [await started(server, storage), await started(server, storage)];
    two.isOpen.value = false;
    one.thread.send('hello');
    await settle();
    two.isOpen.value = true;
    await settle();
    expect(two.texts()).toEqual(['hello']);
  });
});

test('where the host keeps nothing it works from memory, and says so', async () => {
  const it = await writing(['one', 'two'], visitorServer(), hostStorage(true));
  expect(it.texts()).toEqual(['one', 'two']);
  expect(it.thread.isSaved.value).toBe(false);
  expect(it.server.byKey.size).toBe(1);
});

describe('news', () => {
  const reply = (it: Awaited<ReturnType<typeof writing>>, text: string) => {
    const [thread] = it.server.byKey.values();
    if (!thread) throw new Error('No thread');
    return it.server.append(thread, `reply ${text}`, text, 'Ines');
  };

  test('a reply that comes by frame is shown, and counted only while the messenger is closed', async () => {
    const it = await writing(['one']);
    it.tell(reply(it, 'two'));
    expect(it.unread).toHaveBeenLastCalledWith(0);
    it.isOpen.value = false;
    it.tell(reply(it, 'three'));
    expect(it.texts()).toEqual(['one', 'two', 'three']);
    expect(it.unread).toHaveBeenLastCalledWith(1);
    it.isOpen.value = true;
    expect(it.unread).toHaveBeenLastCalledWith(0);
  });

  test('the same reply told twice is one', async () => {
    const it = await writing(['one']);
    it.isOpen.value = false;
    const two = reply(it, 'two');
    it.tell(two);
    it.tell(two);
    await caughtUp(it);
    expect(it.texts()).toEqual(['one', 'two']);
    expect(it.unread).toHaveBeenLastCalledWith(1);
  });

  test('a reply that comes behind what he wrote meanwhile is news, once', async () => {
    const it = await writing(['one']);
    const two = reply(it, 'two');
    it.thread.send('three');
    await settle();
    expect(it.texts()).toEqual(['one', 'three']);
    const news: string[] = [];
    it.thread.arrived.subscribe((arrived) => void news.push(...arrived.map(({ text }) => text)));
    it.tell(two);
    it.tell(two);
    await caughtUp(it);
    expect(it.texts()).toEqual(['one', 'two', 'three']);
    expect(news).toEqual(['two']);
  });

  test('what was missed during a break is caught up', async () => {
    const it = await writing(['one']);
    reply(it, 'two');
    reply(it, 'three');
    await caughtUp(it);
    expect(it.texts()).toEqual(['one', 'two', 'three']);
  });

  test('a socket that opens on what is known asks for nothing; on more than that, for the rest', async () => {
    const it = await writing(['one']);
    const asked = () => it.server.asked.filter((path) => path.includes('/changes')).length;
    await caughtUp(it, it.thread.timeline.value.cursor);
    expect(asked()).toBe(0);
    const two = reply(it, 'two');
    await caughtUp(it, two.rev);
    expect(asked()).toBe(1);
    expect(it.texts()).toEqual(['one', 'two']);
  });

  test('what is promised while the socket opens comes along with where the thread stands, and nothing is asked', async () => {
    const it = await writing(['one']);
    const { cursor, topics } = it.thread.timeline.value;
    const promise = { kind: 'first', dueAt: '2026-01-05T10:00:00.000Z' };
    const promised = { ...topics[0], rev: cursor + 1, promise } as VisitorTopic;
    await caughtUp(it, cursor + 1, promised);
    expect(it.server.asked.filter((path) => path.includes('/changes'))).toEqual([]);
    expect(it.thread.timeline.value).toMatchObject({ cursor: cursor + 1, topics: [{ promise }] });
  });

  test('what was being caught up on in a thread that is left is not shown in the next', async () => {
    const it = await writing(['one']);
    reply(it, 'two');
    const done = it.connections.at(-1)?.catchUp(() => {});
    it.server.forgetVisitors();
    it.thread.send('three');
    await settle();
    await pass(2_000);
    await done;
    expect(it.texts()).toEqual(['three']);
  });

  test('where the team has made one thread of two, or two again, it shows the one that its key opens now', async () => {
    for (const hears of ['the frame', 'when it catches up'] as const) {
      const it = await writing(['one']);
      const { key = '' as VisitorKey } = it.storage;
      const [mine] = it.server.byKey.get(key)?.messages ?? [];
      const theirs = { ...mine, id: 'theirs', seq: 1, rev: 9, text: 'written elsewhere' } as Message;
      it.server.moveTo(key, 'merged', [theirs, { ...mine, seq: 2, rev: 10 } as Message]);
      const connection = it.connections.at(-1);
      if (hears === 'the frame') {
        connection?.onFrame({ frame: { type: 'thread.joined', threadId: 'merged', rev: 10 } as VisitorFrame });
      } else void connection?.catchUp(() => {}).catch(() => {});
      await pass(2_000);
      await settle();
      expect(it.texts()).toEqual(['written elsewhere', 'one']);
      it.thread.send('two');
      await settle();
      expect(it.texts()).toEqual(['written elsewhere', 'one', 'two']);
    }
  });

  test('where its key has become a proven person’s, nothing of the thread stays in sight', async () => {
    const it = await writing(['one']);
    it.server.forgetTokens();
    it.server.fail({ status: 401, code: 'signed_out' }, { status: 401, code: 'signed_out' });
    it.connections.at(-1)?.onState({ name: 'refused', reason: 'signed_out' });
    await settle();
    expect(it.texts()).toEqual([]);
    expect(it.thread.phase.value).toEqual({ name: 'new' });
  });

  test('history loads upwards to the beginning', async () => {
    const it = await writing(['1']);
    for (let i = 2; i <= 120; i += 1) reply(it, `${i}`);
    const later = await started(it.server, it.storage);
    expect(later.texts()[0]).toBe('71');
    await later.thread.loadEarlier();
    await later.thread.loadEarlier();
    await later.thread.loadEarlier();
    expect(later.texts()).toEqual(Array.from({ length: 120 }, (_, i) => `${i + 1}`));
  });
});

test('history of a thread that was left is not shown in the next', async () => {
  const server = visitorServer();
  const { fetch: ask } = server;
  const held = Promise.withResolvers<void>();
  server.fetch = (async (url: string, init: RequestInit) => {
    const answer = await ask(url, init);
    if (url.includes('before=')) await held.promise;
    return answer;
  }) as typeof fetch;
  const { storage } = await writing(['1'], server);
  const key = storage.key as VisitorKey;
  const thread = server.byKey.get(key);
  if (!thread) throw new Error('No thread');
  for (let i = 2; i <= 60; i += 1) server.append(thread, `reply ${i}`, `${i}`, 'Ines');
  const it = await started(server, storage);
  const loading = it.thread.loadEarlier();
  await settle();
  const elsewhere = thread.messages.map((message, i) => ({ ...message, id: `e${i}`, rev: 100 + i, text: 'elsewhere' }));
  server.moveTo(key, 'merged', elsewhere as Message[]);
  it.connections.at(-1)?.onFrame({ frame: { type: 'thread.joined', threadId: 'merged', rev: 160 } as VisitorFrame });
  await settle();
  held.resolve();
  await loading;
  expect([...new Set(it.texts())]).toEqual(['elsewhere']);
  expect([it.texts().length, it.thread.earlier.value]).toEqual([50, 'idle']);
});

test('the first ticket comes with the session, the next ones are asked for', async () => {
  const it = await writing(['one']);
  const ticket = it.connections[0]?.ticket as () => Promise<string>;
  const [first, second] = [await ticket(), await ticket()];
  expect(first).not.toBe(second);
  expect(it.server.asked.filter((path) => path === 'ticket')).toHaveLength(1);
});

test('everything that it started ends with it', async () => {
  const it = await writing(['one']);
  it.server.fail('cut');
  it.thread.send('two');
  await settle();
  it.thread[Symbol.dispose]();
  expect(it.connections.every(({ isClosed }) => isClosed)).toBe(true);
  expect(vi.getTimerCount()).toBe(0);
});
