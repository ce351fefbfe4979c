import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import type { Random } from './random.ts';

/** What a bad network does to the connections that go through it. */
export type NetworkFault =
  | { name: 'delay'; ms: number } // every piece comes later, in order
  | { name: 'hold' } // nothing arrives in either direction until it heals, and then all of it: a black hole
  | { name: 'hold-answers' } // what is sent arrives, what is answered does not, until it heals
  | { name: 'lose-answers' } // the request arrives; the connection breaks as its answer begins
  | { name: 'halve' } // half of a piece arrives, then the connection breaks
  | { name: 'cut' }; // what is open breaks, and nothing new can be opened

export type TcpProxy = {
  port: number;
  /** Returns what ends it, where no other fault has taken its place by then. */
  begin(fault: NetworkFault): () => void;
  heal(): void;
  /** Breaks what is open, once. */
  cut(): void;
  stop(): Promise<void>;
};

type Direction = 'there' | 'back';
type Target = { host: string; port: number; localAddress?: string };

/** A network of our own making between a client and the target, to be made bad at will. */
export async function startTcpProxy(target: Target, random: Random): Promise<TcpProxy> {
  let fault: NetworkFault | undefined;
  const breaks = new Set<() => void>();
  const whenHealed = new Set<() => void>();

  function join(client: Socket): void {
    if (fault?.name === 'cut') return void client.resetAndDestroy();
    const upstream = connect(target);
    const end = () => {
      breaks.delete(end);
      for (const socket of [client, upstream]) socket.resetAndDestroy();
    };
    breaks.add(end);
    for (const socket of [client, upstream]) {
      socket.setNoDelay(true);
      socket.on('error', end);
      socket.on('close', () => breaks.delete(end));
    }
    carry(client, upstream, 'there', end);
    carry(upstream, client, 'back', end);
  }

  function carry(from: Socket, to: Socket, direction: Direction, end: () => void): void {
    let last = Promise.resolve(); // pieces pass one after the other
    const inTurn = (pass: () => void | Promise<void>) => {
      last = last.then(pass);
    };
    from.on('data', (piece) => {
      from.pause();
      inTurn(async () => {
        if (await isLetThrough(piece, to, direction, end)) await write(to, piece);
        from.resume();
      });
    });
    from.on('end', () => inTurn(() => void (to.destroyed || to.end())));
  }

  async function isLetThrough(piece: Buffer, to: Socket, direction: Direction, end: () => void): Promise<boolean> {
    while (isHeld(direction)) await new Promise<void>((healed) => whenHealed.add(healed));
    if (fault?.name === 'delay')
      await new Promise((later) => setTimeout(later, fault?.name === 'delay' ? fault.ms : 0));
    if (fault?.name === 'lose-answers' && direction === 'back') {
      end();
      return false;
    }
    if (fault?.name === 'halve' && random.isLucky(0.5)) {
      await write(to, piece.subarray(0, random.between(0, piece.length - 1)));
      setTimeout(end, 5); // a reset would overtake what was just written
      return false;
    }
    return true;
  }

  const isHeld = (direction: Direction) =>
    fault?.name === 'hold' || (fault?.name === 'hold-answers' && direction === 'back');
  const cut = () => {
    for (const end of [...breaks]) end();
  };
  const heal = () => {
    fault = undefined;
    for (const healed of [...whenHealed]) healed();
    whenHealed.clear();
  };

  const server = createServer({ allowHalfOpen: true }, join);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  return {
    port: (server.address() as AddressInfo).port,
    begin(next) {
      heal();
      fault = next;
      if (next.name === 'cut') cut();
      return () => {
        if (fault === next) heal();
      };
    },
    heal,
    cut,
    async stop() {
      heal();
      cut();
      await new Promise((closed) => server.close(closed));
    },
  };
}

function write(to: Socket, piece: Uint8Array): Promise<void> {
  if (to.destroyed || to.writableEnded) return Promise.resolve();
  return new Promise((written) => to.write(piece, () => written()));
}
