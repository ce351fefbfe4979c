import { Agent, request as ask, createServer, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { findFreePort } from '../local/free-port.ts';
import { type Listening, listenOnLoopback } from '../local/loopback.ts';

const COMPRESSIBLE = /javascript|html|css|json|svg/;

/**
 * Stands before the Worker as Cloudflare's edge does and compresses what browsers get, without which the figures on a
 * slow line would be another program's. Every request comes from another address: limits are not what is measured.
 */
export async function startEdge(workerPort: number): Promise<Listening> {
  const agent = new Agent({ keepAlive: true });
  let requests = 0;
  const nextAddress = () => `127.${100 + (Math.floor(++requests / 250) % 100)}.${requests % 250}.1`;

  const server = createServer((request, response) => {
    const { method, url: path, headers } = request;
    const options = { port: workerPort, host: '127.0.0.1', method, path, headers, agent, localAddress: nextAddress() };
    const onward = ask(options, async (answer) => {
      const { 'content-length': _, 'transfer-encoding': __, ...rest } = answer.headers;
      const body = Buffer.concat(await answer.toArray());
      const [encoding, bytes] = compress(request, String(rest['content-type'] ?? ''), body);
      response.writeHead(answer.statusCode ?? 502, {
        ...rest,
        ...(encoding && { 'content-encoding': encoding }),
        ...(body.length > 0 && { 'content-length': bytes.length }),
      });
      response.end(bytes);
    });
    onward.on('error', () => response.destroy());
    request.pipe(onward);
  });

  server.on('upgrade', (request: IncomingMessage, socket, head) => {
    const onward = connect({ port: workerPort, host: '127.0.0.1', localAddress: nextAddress() });
    const headers = request.rawHeaders.flatMap((name, i, all) => (i % 2 === 0 ? [`${name}: ${all[i + 1]}`] : []));
    onward.write(`GET ${request.url} HTTP/1.1\r\n${headers.join('\r\n')}\r\n\r\n`);
    onward.write(head);
    onward.pipe(socket).pipe(onward);
    for (const end of [onward, socket]) end.on('error', () => [onward, socket].map((each) => each.destroy()));
  });

  const listening = await listenOnLoopback(server, await findFreePort(25_000));
  return {
    ...listening,
    async stop() {
      await listening.stop();
      agent.destroy();
    },
  };
}

function compress({ headers }: IncomingMessage, type: string, body: Buffer): [encoding: string | undefined, Buffer] {
  const accepted = String(headers['accept-encoding'] ?? '');
  if (body.length < 100 || !COMPRESSIBLE.test(type)) return [undefined, body];
  // As the edge does by default: a quality that it can afford for every answer.
  if (accepted.includes('br'))
    return ['br', brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } })];
  return accepted.includes('gzip') ? ['gzip', gzipSync(body)] : [undefined, body];
}
