import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const record = (of: string, status: string) => ({
  record: of,
  type: 'TXT',
  name: `${of}.shop`,
  value: 'v',
  ttl: 'Auto',
  status,
});

/** Resend's side of sending domains: one account, in which a name is there once. */
export async function startDomainsProvider() {
  const domains = new Map<string, string>();
  let status = 'not_started';
  const asked: string[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { method, url = '' } = request;
    asked.push(`${method} ${url.replace(/[\w-]{36}/, ':id')}`);
    const say = (code: number, body: object) =>
      response.writeHead(code, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    const { name = '' } = chunks.length > 0 ? (JSON.parse(Buffer.concat(chunks).toString()) as { name?: string }) : {};
    if (method === 'POST' && url === '/domains') {
      if ([...domains.values()].includes(name))
        return say(403, { name: 'validation_error', statusCode: 403, message: 'secret' });
      const id = crypto.randomUUID();
      domains.set(id, name);
      return say(201, {
        id,
        name,
        status,
        records: [record('SPF', status), record('DKIM', status), record('Receiving', status)],
      });
    }
    const id = url.split('/')[2] ?? '';
    if (!domains.has(id)) return say(404, { name: 'not_found', statusCode: 404, message: 'none' });
    if (method === 'DELETE') domains.delete(id);
    return say(200, { id, name: domains.get(id), status, records: [record('SPF', status), record('DKIM', status)] });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    becomes: (next: string) => {
      status = next;
    },
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}
