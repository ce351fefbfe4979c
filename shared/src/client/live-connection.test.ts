import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { realClock } from './clock.ts';
import { connectLive, type Down, type LiveState, type Socket } from './live-connection.ts';
import type { PageEvent } from './page-events.ts';

type Frame = { type: string; text?: string };

class FakeSocket implements Socket {
  onopen: Socket['onopen'] = null;
  onmessage: Socket['onmessage'] = null;
  onclose: Socket['onclose'] = null;
  said: string[] = [];
  isClosed = false;
  readonly protocols: string[];
  constructor(protocols: string[]) {
    this.protocols = protocols;
  }
  send(data: unknown) {
    this.said.push(String(data));
  }
  close() {
    this.isClosed = true;
  }
  open = () => this.onopen?.call(this as never, new Event('open'));
  say = (data: unknown) => this.onmessage?.call(this as never, { data } as MessageEvent);
  frame = (text: string) => this.say(JSON.stringify({ frame: { type: 'message.sent', text } }));
  cut = (code = 1006) => this.onclose?.call(this as never, { code } as CloseEvent);
}

type Given = Partial<Record<'catchUp' | 'catchUpAlone', () => Promise<void>>> & { ticket?: () => Promise<string> };

function live(given: Given = {}) {
  const sockets: FakeSocket[] = [];
  const states: LiveState[] = [];
  const frames: string[] = [];
  let listeners: ((event: PageEvent) => void)[] = [];
  const connection = connectLive<Frame>({
    url: 'wss://app.test/live',
    ticket: given.ticket ?? (async () => `t${sockets.length + 1}`),
    catchUp: given.catchUp ?? (async () => {}),
    catchUpAlone: given.catchUpAlone ?? (async () => {}),
    onFrame: (down: Down<Frame>) => frames.push(down.frame.text ?? down.frame.type),
    onState: (state) => states.push(state),
    openSocket: (_url, protocols) => {
      const socket = new FakeSocket(protocols);
      sockets.push(socket);
      return socket;
    },
    watchPage: (listener) => {
      listeners.push(listener);
      return () => {
        listeners = listeners.filter((other) => other !== listener);
      };
    },
    clock: realClock,
    random: () => 0.5,
  });
  return {
    connection,
    sockets,
    states,
    frames,
    page(event: PageEvent) {
      for (const listener of listeners) listener(event);
    },
    listeners: () => listeners.length,
    state: () => states.at(-1)?.name,
    socket: () => sockets.at(-1) as FakeSocket,
  };
}

async function opened(given?: Parameters<typeof live>[0]) {
  const it = live(given);
  await settle();
  it.socket().open();
  await settle();
  return it;
}

const settle = () => vi.advanceTimersByTimeAsync(0);
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const code = (name: string) => Object.assign(new Error(name), { code: name });

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

test('the socket names the protocol and shows its ticket, and is open once caught up', async () => {
  const it = await opened();
  expect(it.socket().protocols).toEqual(['everthread.v1', 'ticket.t1']);
  expect(it.states.map(({ name }) => name)).toEqual(['connecting', 'open']);
});

test('frames that come during the catch-up are held and given out after it, in order', async () => {
  let caughtUp = () => {};
  const it = await opened({ catchUp: () => new Promise((done) => (caughtUp = done)) });
  it.socket().frame('one');
  it.socket().frame('two');
  await settle();
  expect(it.frames).toEqual([]);
  expect(it.state()).toBe('connecting');

  caughtUp();
  await settle();
  it.socket().frame('three');
  expect(it.frames).toEqual(['one', 'two', 'three']);
});

test('what is no frame is ignored', async () => {
  const it = await opened();
  for (const data of ['', '{', 'null', '[]', '{"frame":null}', '{"frame":{"type":1}}', new ArrayBuffer(8)]) {
    it.socket().say(data);
  }
  expect(it.frames).toEqual([]);
  expect(it.state()).toBe('open');
});

describe('where a network lets no socket through', () => {
  const cutAtOnce = async (it: ReturnType<typeof live>, times: number) => {
    for (let i = 0; i < times; i += 1) {
      it.socket().cut();
      await pass(10_000);
    }
  };

  test('what was missed is fetched after each try without one', async () => {
    const catchUpAlone = vi.fn(async () => {});
    const it = live({ catchUpAlone });
    await settle();
    await cutAtOnce(it, 3);
    expect(catchUpAlone).toHaveBeenCalledTimes(3);
    expect(it.states.at(-1)).toMatchObject({ name: 'connecting', isReached: true });

    it.socket().open();
    await settle();
    it.socket().cut();
    await settle();
    expect(catchUpAlone).toHaveBeenCalledTimes(3);
    expect(it.states.slice(-2)).toEqual([{ name: 'open' }, expect.objectContaining({ isReached: false })]);
  });

  test('who could not catch up over a socket is not asked for the same again without one', async () => {
    const catchUpAlone = vi.fn(async () => {});
    const it = await opened({ catchUp: () => Promise.reject(code('unavailable')), catchUpAlone });
    expect(it.states.at(-1)).toMatchObject({ name: 'waiting', isReached: false });
    expect(catchUpAlone).not.toHaveBeenCalled();
  });

  test('what comes of that only once there is a socket says nothing of the next break', async () => {
    const late = Promise.withResolvers<void>();
    const it = live({ catchUpAlone: () => late.promise });
    await settle();
    await cutAtOnce(it, 1);
    it.socket().open();
    await settle();
    late.resolve();
    await settle();
    it.socket().cut();
    await settle();
    expect(it.states.slice(-2)).toEqual([{ name: 'open' }, expect.objectContaining({ isReached: false })]);
  });

  test('it is not reached where that fails, or no ticket is given', async () => {
    let ticket = async () => 't';
    let catchUpAlone = async () => {};
    const it = live({ ticket: () => ticket(), catchUpAlone: () => catchUpAlone() });
    await settle();
    await cutAtOnce(it, 1);
    expect(it.states.at(-1)).toMatchObject({ isReached: true });
    catchUpAlone = () => Promise.reject(code('unavailable'));
    await cutAtOnce(it, 1);
    expect(it.states.at(-1)).toMatchObject({ isReached: false });
    catchUpAlone = async () => {};
    await cutAtOnce(it, 1);
    expect(it.states.at(-1)).toMatchObject({ isReached: true });
    ticket = () => Promise.reject(new Error('no network'));
    await cutAtOnce(it, 1);
    await pass(20_000);
    expect(it.states.at(-1)).toMatchObject({ isReached: false });
  });
});

describe('after a break', () => {
  test('it waits, takes a new ticket and catches up again', async () => {
    const catchUp = vi.fn(async () => {});
    const it = await opened({ catchUp });
    it.socket().cut();
    expect(it.state()).toBe('waiting');
    await pass(2_000);
    expect(it.socket().protocols[1]).toBe('ticket.t2');
    it.socket().open();
    await settle();
    expect(it.state()).toBe('open');
    expect(catchUp).toHaveBeenCalledTimes(2);
  });

  test('frames of the old socket no longer count', async () => {
    const it = await opened();
    const old = it.socket();
    const late = old.onmessage;
    old.cut();
    late?.call(old as never, { data: '{"frame":{"type":"late"}}' } as MessageEvent);
    expect(it.frames).toEqual([]);
  });

  test('the waits grow to the cap of 30 s and start afresh after a pong', async () => {
    const it = live({ ticket: () => Promise.reject(code('unavailable')) });
    const waits: number[] = [];
    for (let i = 0; i < 8; i += 1) {
      await settle();
      expect(it.state()).toBe('waiting');
      const since = Date.now();
      await vi.advanceTimersToNextTimerAsync();
      waits.push(Date.now() - since);
    }
    expect(waits).toEqual(waits.toSorted((a, b) => a - b));
    expect(waits[0]).toBeLessThan(2_000);
    expect(waits.at(-1)).toBeLessThanOrEqual(30_000);
    expect(waits.at(-1)).toBeGreaterThan(10_000);
  });

  test.each(['online', 'visible', 'shown'] as const)('%s ends the wait at once', async (event) => {
    const it = await opened();
    it.socket().cut();
    it.page(event);
    await settle();
    expect(it.sockets).toHaveLength(2);
  });
});

describe('a dead peer', () => {
  test('N13 is pinged every 20 s and left when no pong comes within 10 s', async () => {
    const it = await opened();
    for (let i = 1; i <= 3; i += 1) {
      await pass(20_000);
      expect(it.socket().said).toHaveLength(i);
      await pass(100);
      it.socket().say('pong');
    }
    await pass(20_000 + 9_999);
    expect(it.state()).toBe('open');
    await pass(1);
    expect(it.state()).toBe('waiting');
    expect(it.sockets[0]?.isClosed).toBe(true);
  });

  test('is noticed at once after a sleep', async () => {
    const it = await opened();
    vi.setSystemTime(Date.now() + 8 * 3_600_000);
    it.page('visible');
    await settle();
    expect(it.sockets).toHaveLength(2);
  });

  test.each([
    ['back', -365],
    ['on', 365],
  ])('is found out as soon when the clock was set %s by a year', async (_, days) => {
    const it = await opened();
    await pass(19_000);
    it.socket().frame('the last that is heard');
    vi.setSystemTime(Date.now() + days * 24 * 3_600_000);
    await pass(1_000 + 9_999);
    expect(it.state()).toBe('open');
    await pass(1);
    expect(it.state()).toBe('waiting');
  });

  test('is asked, after a clock was set back while the page was away', async () => {
    const it = await opened();
    vi.setSystemTime(Date.now() - 365 * 24 * 3_600_000);
    it.page('visible');
    expect(it.socket().said).toEqual(['ping']);
    await pass(10_000);
    expect(it.state()).toBe('waiting');
  });

  test('is not taken for dead that speaks of other things, whatever the clock says', async () => {
    const it = await opened();
    await pass(20_000);
    vi.setSystemTime(Date.now() - 365 * 24 * 3_600_000);
    it.socket().frame('news');
    await pass(10_000);
    expect(it.state()).toBe('open');
    expect(it.socket().said).toEqual(['ping', 'ping']);
  });

  test('is asked when the network changes', async () => {
    const it = await opened();
    await pass(1_000);
    it.page('offline');
    expect(it.socket().said).toEqual(['ping']);
    await pass(10_000);
    expect(it.state()).toBe('waiting');
  });

  test.each(['open', 'connecting'] as const)('is left as soon as there is a network again: it was %s', async (when) => {
    const it = when === 'open' ? await opened() : live();
    await settle();
    it.page('offline');
    it.page('online');
    await settle();
    expect(it.sockets).toHaveLength(2);
    expect(it.sockets[0]?.isClosed).toBe(true);
    it.socket().open();
    await settle();
    expect(it.state()).toBe('open');
  });

  test('a socket that never opens is given up', async () => {
    const it = live();
    await pass(20_000);
    expect(it.state()).toBe('waiting');
    expect(it.sockets[0]?.isClosed).toBe(true);
  });

  test('a catch-up that fails is tried again on a new socket', async () => {
    const it = await opened({ catchUp: () => Promise.reject(code('internal')) });
    expect(it.state()).toBe('waiting');
  });
});

describe('a refusal is final', () => {
  test.each(['signed_out', 'forbidden', 'not_found'])('%s when asking for the ticket', async (name) => {
    const it = live({ ticket: () => Promise.reject(code(name)) });
    await pass(120_000);
    expect(it.states.at(-1)).toEqual({ name: 'refused', reason: 'signed_out' });
    expect(it.sockets).toHaveLength(0);
    expect(it.listeners()).toBe(0);
  });

  test('4406 says that the client is too old', async () => {
    const it = await opened();
    it.socket().cut(4406);
    await pass(120_000);
    expect(it.states.at(-1)).toEqual({ name: 'refused', reason: 'client_too_old' });
    expect(it.sockets).toHaveLength(1);
  });
});

test('a page in the back/forward cache holds no socket, and gets one when it is shown again', async () => {
  const it = await opened();
  it.page('hidden');
  expect(it.sockets[0]?.isClosed).toBe(true);
  await pass(120_000);
  expect(it.sockets).toHaveLength(1);
  it.page('shown');
  await settle();
  expect(it.sockets).toHaveLength(2);
});

test.each(['connecting', 'open', 'waiting'] as const)('close() while %s leaves nothing behind', async (when) => {
  const it = when === 'connecting' ? live() : await opened();
  if (when === 'waiting') it.socket().cut();
  it.connection.close();
  const told = it.states.length;
  await pass(120_000);
  expect(it.states).toHaveLength(told);
  expect(it.listeners()).toBe(0);
  expect(vi.getTimerCount()).toBe(0);
  expect(it.sockets.every((socket) => socket.isClosed)).toBe(true);
});
