import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

export type QuickSocket = { close(): void };

const BEAT_MS = 20_000; // as the clients do: who is silent for long is taken for gone
// The text "ping", masked by zeros.
const PING_FRAME = Buffer.from([0x81, 0x84, 0, 0, 0, 0, 0x70, 0x69, 0x6e, 0x67]);
const PONG_BYTES = 6;
const HEAD_END = Buffer.from('\r\n\r\n');

/**
 * A WebSocket that only counts the frames it gets, at hardly any cost of its own: a thousand real ones in this process
 * would take longer to listen than the Worker takes to speak.
 */
export function openQuickSocket(url: string, protocols: readonly string[], onFrame: () => void): Promise<QuickSocket> {
  const { hostname, port, pathname, search } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port), noDelay: true });
    const read = frameCounter(onFrame);
    let head: Buffer = Buffer.alloc(0);
    const readHead = (chunk: Buffer) => {
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf(HEAD_END);
      if (end < 0) return;
      socket.off('data', readHead);
      if (!head.toString('latin1').startsWith('HTTP/1.1 101')) {
        socket.destroy();
        return reject(new Error(`Not let in: ${head.toString('latin1').split('\r\n')[0]}`));
      }
      socket.on('data', read);
      const heart = setInterval(() => socket.write(PING_FRAME), BEAT_MS);
      socket.on('close', () => clearInterval(heart));
      resolve({ close: () => closePolitely(socket) });
      read(head.subarray(end + HEAD_END.length));
    };
    socket.on('data', readHead);
    socket.on('error', reject);
    socket.write(
      `GET ${pathname}${search} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\nSec-WebSocket-Version: 13\r\n` +
        `${protocols.length > 0 ? `Sec-WebSocket-Protocol: ${protocols.join(', ')}\r\n` : ''}\r\n`,
    );
  });
}

/** Counts whole frames in a stream of chunks, whose borders mean nothing. */
function frameCounter(onFrame: () => void): (chunk: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0);
  return (chunk) => {
    let bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    for (let size = frameSize(bytes); size <= bytes.length; size = frameSize(bytes)) {
      bytes = bytes.subarray(size);
      if (size > PONG_BYTES) onFrame();
    }
    rest = bytes;
  };
}

/** How many bytes the frame at the beginning has; a server's frames are not masked. */
function frameSize(bytes: Buffer): number {
  const [, second] = bytes;
  if (second === undefined) return Number.POSITIVE_INFINITY;
  const length = second & 127;
  if (length < 126) return 2 + length;
  if (bytes.length < (length === 126 ? 4 : 10)) return Number.POSITIVE_INFINITY;
  return length === 126 ? 4 + bytes.readUInt16BE(2) : 10 + Number(bytes.readBigUInt64BE(2));
}

function closePolitely(socket: Socket): void {
  const code1000 = Buffer.from([0x88, 0x82, 0, 0, 0, 0, 0x03, 0xe8]);
  socket.end(code1000);
  socket.on('data', () => {});
  setTimeout(() => socket.destroy(), 500).unref();
}
