import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

export type QuickSocket = { close(): void };

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
      onFrame();
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
