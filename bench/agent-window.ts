import { once } from 'node:events';
import { PING } from '@everthread/shared/protocol/version';
import { agentsProtocols, type Place } from './people.ts';
import type { MeasuredSystem } from './system.ts';

const BEAT_MS = 20_000; // as the clients do: who is silent for long is taken for gone
const PATIENCE_MS = 45_000;

/** A socket that says when it has heard something. */
export type Window = { hears(what: string): Promise<string>; close(): void };

/** An agent's window, in his team's Room. */
export async function openWindow(system: MeasuredSystem, { agent }: Pick<Place, 'agent'>): Promise<Window> {
  const protocols = await agentsProtocols(system, agent);
  return listen(new WebSocket(`${system.apiUrl.replace('http', 'ws')}/live`, protocols));
}

/** A socket of the control, which hears what it has said. */
export async function openEcho(system: MeasuredSystem): Promise<Window & { say(text: string): Promise<string> }> {
  const socket = new WebSocket(`${system.controlUrl.replace('http', 'ws')}/echo?name=echo`);
  const window = await listen(socket);
  return {
    ...window,
    say(text) {
      const back = window.hears(text);
      socket.send(text);
      return back;
    },
  };
}

async function listen(socket: WebSocket): Promise<Window> {
  let waiting: { what: string; tell: (text: string) => void } | undefined;
  socket.addEventListener('message', ({ data }) => {
    const text = String(data);
    if (waiting && text.includes(waiting.what)) waiting.tell(text);
  });
  await once(socket, 'open');
  const heart = setInterval(() => socket.send(PING), BEAT_MS);
  return {
    hears: (what) =>
      new Promise((resolve, reject) => {
        const patience = setTimeout(() => reject(new Error('What was said was never heard')), PATIENCE_MS);
        const tell = (text: string) => {
          clearTimeout(patience);
          resolve(text);
        };
        waiting = { what, tell };
      }),
    close() {
      clearInterval(heart);
      socket.close();
    },
  };
}
