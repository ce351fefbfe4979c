import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export type Mail = {
  to: string;
  from: string;
  reply_to?: string;
  subject: string;
  text: string;
  html: string;
  headers: Record<string, string>;
  idempotencyKey: string | undefined;
};

/**
 * Stands in for Resend: takes mail over its HTTP interface and keeps it, once for each idempotency key; answers with
 * `failWith` first, one a request. `reset`: it takes the mail, and the connection breaks before it says so.
 */
export async function startMailbox(failWith: (number | 'reset')[] = []) {
  const requests: Mail[] = [];
  const accepted: Mail[] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const idempotencyKey = request.headers['idempotency-key'] as string | undefined;
    const mail: Mail = { ...JSON.parse(Buffer.concat(chunks).toString()), idempotencyKey };
    requests.push(mail);
    const status = failWith.shift() ?? 200;
    const isKnown = accepted.some((other) => idempotencyKey !== undefined && other.idempotencyKey === idempotencyKey);
    if ((status === 200 || status === 'reset') && !isKnown) accepted.push(mail);
    if (status === 'reset') return void request.socket.destroy();
    const answer = status === 200 ? { id: crypto.randomUUID() } : { name: 'application_error', statusCode: status };
    response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    mailsTo: (address: string) => accepted.filter((mail) => mail.to === address),
    stop: () => new Promise<void>((resolve) => server.close(() => resolve())),
  };
}

export type Mailbox = Awaited<ReturnType<typeof startMailbox>>;

/** The token in the link of a mail. */
export function tokenIn(mail: Mail | undefined): string {
  const token = mail && /#token=([\w.-]+)/.exec(mail.text)?.[1];
  if (!token) throw new Error('The mail has no link');
  return token;
}
