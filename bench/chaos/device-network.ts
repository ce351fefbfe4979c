import type { Socket } from '@everthread/shared/client/live-connection';
import { type History, NOTE_CANARY } from './history.ts';
import { readQuestion, readTold } from './read-answers.ts';

export type DeviceNetwork = { fetch: typeof fetch; openSocket: (url: string, protocols: string[]) => Socket };

type Options = {
  device: string;
  history: History;
  base: string; // the way to the Worker, through this device's own network
  headers: Readonly<Record<string, string>>;
  isVisitor: boolean;
  whileAlive: AbortSignal; // a crash takes along what is under way
  /** How long it waits for an answer now. */
  patienceMs: () => number;
  /** What a broken client or server would do, for showing that the checker notices. */
  mutant?: Mutant | undefined;
};

/** Changes what passes between a device and the Worker. */
export type Mutant = {
  /** An answer made up without asking the Worker, or another question than was meant. */
  instead?(question: {
    verb: string;
    url: string;
    body: unknown;
  }): { status: number; body: unknown } | { url: string } | undefined;
  /** Whether the device gets this frame at all, and how often. */
  copies?(frame: unknown): number;
  heard?(body: unknown): void;
};

/** The two ways to the Worker that a browser has, writing down all that passes. */
export function deviceNetwork(options: Options): DeviceNetwork {
  const { device, history, mutant } = options;

  async function ask(input: string | URL | Request, init: RequestInit = {}): Promise<Response> {
    options.whileAlive.throwIfAborted();
    const path = String(input);
    const body = typeof init.body === 'string' ? JSON.parse(init.body) : undefined;
    const question = readQuestion(init.method ?? 'GET', path, body);
    const number = history.nextAsk();
    history.note({ event: 'asked', device, ask: number, ...question });
    const other = mutant?.instead?.({ verb: question.verb, url: path, body });
    try {
      const [status, text] =
        other && 'status' in other
          ? [other.status, JSON.stringify(other.body)]
          : await reallyAsk(other ? other.url : path, init);
      const answer = parse(text);
      mutant?.heard?.(answer);
      lookForNotes(text, question.verb);
      const told = readTold(answer);
      history.note({ event: 'answered', device, ask: number, status, told });
      return new Response(text, { status });
    } catch (error) {
      const reason = error instanceof Error ? error.name : 'unknown';
      history.note({ event: 'unanswered', device, ask: number, reason });
      throw error;
    }
  }

  async function reallyAsk(path: string, init: RequestInit): Promise<[number, string]> {
    const signals = [
      options.whileAlive,
      AbortSignal.timeout(options.patienceMs()),
      ...(init.signal ? [init.signal] : []),
    ];
    const answer = await fetch(options.base + path, {
      ...init,
      headers: { ...(init.headers as Record<string, string>), ...options.headers },
      signal: AbortSignal.any(signals),
    });
    const text = await answer.text();
    options.whileAlive.throwIfAborted();
    return [answer.status, text];
  }

  function lookForNotes(text: string, where: string): void {
    if (options.isVisitor && text.includes(NOTE_CANARY)) history.note({ event: 'leak', device, where });
  }

  function openSocket(url: string, protocols: string[]): Socket {
    const socket = new WebSocket(url, protocols);
    const heard: Socket = {
      send: (data: string) => socket.readyState === WebSocket.OPEN && socket.send(data),
      close: () => socket.close(),
      onopen: null,
      onmessage: null,
      onclose: null,
    } as unknown as Socket;
    options.whileAlive.addEventListener('abort', () => socket.close());
    socket.onopen = (event) => heard.onopen?.call(socket, event);
    socket.onclose = (event) => heard.onclose?.call(socket, event);
    socket.onmessage = (event) => {
      const down = parse(String(event.data)) as { n?: number; frame?: { type?: string } } | undefined;
      const copies = down?.frame ? (mutant?.copies?.(down.frame) ?? 1) : 1;
      if (down?.frame && copies > 0) {
        lookForNotes(String(event.data), 'frame');
        const told = readTold(down.frame);
        mutant?.heard?.(down.frame);
        history.note({ event: 'frame', device, type: String(down.frame.type), told, ...(down.n && { n: down.n }) });
      }
      for (let copy = 0; copy < copies; copy += 1) heard.onmessage?.call(socket, event);
    };
    return heard;
  }

  return { fetch: ask as typeof fetch, openSocket };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
