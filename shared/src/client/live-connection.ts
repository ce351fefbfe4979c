import type { UpFrame } from '../protocol/up.ts';
import { PING, PONG, SUBPROTOCOL, TICKET_SUBPROTOCOL_PREFIX } from '../protocol/version.ts';
import { backOffMs } from './back-off.ts';
import type { Clock } from './clock.ts';
import type { PageEvent, WatchPage } from './page-events.ts';

/** `attempt`: the try that is under way, or comes next. `isReached`: no socket can be had, and what was missed comes all the same, by `catchUpAlone`. */
export type LiveState =
  | { name: 'connecting'; attempt: number; isReached: boolean }
  | { name: 'open' }
  | { name: 'waiting'; attempt: number; isReached: boolean }
  | { name: 'refused'; reason: 'signed_out' | 'client_too_old' };

/** A frame and its number in the Room's feed, where it has one. */
export type Down<Frame> = { n?: number; frame: Frame };

export type Socket = Pick<WebSocket, 'send' | 'close' | 'onopen' | 'onmessage' | 'onclose'>;

export type LiveOptions<Frame> = {
  url: string; // wss://…/live
  /** A fresh single-use ticket. An error whose `code` says signed out ends the connection, any other is tried again. */
  ticket: () => Promise<string>;
  /** Fetches and merges what was missed. Frames that come meanwhile are held, and given out afterwards in order. */
  catchUp: (send: (frame: UpFrame) => void) => Promise<void>;
  /** Fetches and merges what was missed where no socket can be had, as often as one was tried for: some networks let none through. */
  catchUpAlone: () => Promise<void>;
  onFrame: (down: Down<Frame>) => void;
  /** Each frame that is held, as it comes: what it says of the state may be all that catching up needs. */
  onHeld?: (down: Down<Frame>) => void;
  onState: (state: LiveState) => void;
  openSocket: (url: string, protocols: string[]) => Socket;
  watchPage: WatchPage;
  clock: Clock;
  random: () => number;
};

export type LiveConnection = { close(): void };

const PING_EVERY_MS = 20_000;
const PONG_WITHIN_MS = 10_000;
const CONNECT_WITHIN_MS = 20_000;
const CLIENT_TOO_OLD = 4406;
const SIGNED_OUT_CODES = ['signed_out', 'forbidden', 'not_found'];
const WAKING: readonly PageEvent[] = ['online', 'visible', 'shown'];

/** Keeps one socket open until closed or refused: ticket, socket, catch up, live; and again after every break. */
export function connectLive<Frame>(options: LiveOptions<Frame>): LiveConnection {
  const { clock } = options;
  let state: LiveState | undefined;
  let attempt = 0;
  let isReached = false;
  let lastHeardAt = 0; // by a clock that somebody may set: good for noticing a sleep, not for judging a peer
  let timesHeard = 0;
  let endAttempt = () => {};

  function go(next: LiveState): void {
    state = next;
    options.onState(next);
  }

  function refuse(reason: 'signed_out' | 'client_too_old'): void {
    endAttempt();
    unwatch();
    go({ name: 'refused', reason });
  }

  function waitAndRetry(): void {
    endAttempt();
    endAttempt = clock.after(backOffMs(Math.max(attempt, 1), options.random()), connect);
    go({ name: 'waiting', attempt: attempt + 1, isReached });
  }

  function connect(): void {
    endAttempt();
    attempt += 1;
    const held: Down<Frame>[] = [];
    const timers = new Map<'deadline' | 'ping' | 'pong', () => void>();
    let socket: Socket | undefined;
    let isCurrent = true;
    let isOpen = false;
    let isLive = false;

    const setTimer = (name: 'deadline' | 'ping' | 'pong', ms: number, callback: () => void) => {
      timers.get(name)?.();
      timers.set(name, clock.after(ms, callback));
    };
    const failed = async (error?: unknown) => {
      if (!isCurrent) return;
      if (SIGNED_OUT_CODES.includes((error as { code?: string } | undefined)?.code ?? '')) return refuse('signed_out');
      waitAndRetry();
      const isCaughtUp =
        !isOpen &&
        socket !== undefined &&
        (await options.catchUpAlone().then(
          () => true,
          () => false,
        ));
      if (state?.name !== 'open') isReached = isCaughtUp; // a socket may have come sooner
    };
    const ping = () => {
      const heardBefore = timesHeard;
      socket?.send(PING);
      setTimer('pong', PONG_WITHIN_MS, () => (timesHeard > heardBefore ? ping() : failed()));
    };
    const heard = (data: unknown) => {
      lastHeardAt = clock.now();
      timesHeard += 1;
      if (data === PONG) {
        attempt = 0; // only a connection that has lived for a while starts the back-off afresh
        timers.get('pong')?.();
        setTimer('ping', PING_EVERY_MS, ping);
        return;
      }
      const down = parseDown<Frame>(data);
      if (!down) return;
      if (isLive) return options.onFrame(down);
      held.push(down);
      options.onHeld?.(down);
    };
    const opened = async () => {
      isOpen = true;
      lastHeardAt = clock.now();
      await options.catchUp((frame) => socket?.send(JSON.stringify(frame)));
      if (!isCurrent) return;
      timers.get('deadline')?.();
      setTimer('ping', PING_EVERY_MS, ping);
      isLive = true;
      isReached = false;
      go({ name: 'open' });
      for (const down of held) options.onFrame(down);
    };

    endAttempt = () => {
      isCurrent = false;
      for (const end of timers.values()) end();
      if (socket) {
        socket.onopen = socket.onmessage = socket.onclose = null;
        socket.close();
      }
    };
    probe = ping;
    setTimer('deadline', CONNECT_WITHIN_MS, failed);
    go({ name: 'connecting', attempt, isReached });

    options
      .ticket()
      .then((ticket) => {
        if (!isCurrent) return;
        socket = options.openSocket(options.url, [SUBPROTOCOL, TICKET_SUBPROTOCOL_PREFIX + ticket]);
        socket.onopen = () => void opened().catch(failed);
        socket.onmessage = (event) => isCurrent && heard(event.data);
        socket.onclose = (event) => isCurrent && (event.code === CLIENT_TOO_OLD ? refuse('client_too_old') : failed());
      })
      .catch(failed);
  }

  function onPage(event: PageEvent): void {
    if (event === 'hidden') {
      // A page with an open socket is not let into the back/forward cache.
      endAttempt();
      go({ name: 'waiting', attempt: attempt + 1, isReached });
    } else if (state?.name === 'waiting' && WAKING.includes(event)) {
      connect();
    } else if (event === 'online' && state?.name !== 'refused') {
      connect(); // what was begun on the network that went away is most likely dead
    } else if (state?.name === 'open') {
      // After a sleep the socket may look open and be gone.
      if (clock.now() - lastHeardAt > PING_EVERY_MS + PONG_WITHIN_MS) connect();
      else probe();
    }
  }

  let probe = () => {};
  const unwatch = options.watchPage(onPage);
  connect();

  return {
    close() {
      endAttempt();
      unwatch();
    },
  };
}

function parseDown<Frame>(data: unknown): Down<Frame> | undefined {
  try {
    const down = JSON.parse(String(data)) as Down<{ type?: unknown }> | null;
    return typeof down?.frame?.type === 'string' ? (down as Down<Frame>) : undefined;
  } catch {
    return undefined;
  }
}
