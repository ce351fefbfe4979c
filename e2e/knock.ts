import { request } from 'node:http';
import { inject } from 'vitest';

export type Answer = { status: number; headers: Headers; bytes: Buffer; text: string; body: unknown };

export type Knock = {
  method?: string;
  headers?: Record<string, string>;
  /** Sent as JSON; a string or bytes go as they are. */
  body?: unknown;
  /** Which of this machine's own addresses to come from: limits count by address. */
  from?: string;
};

let addresses = 0;
/** An address that no other test of this file comes from, each in surroundings of its own: limits count those too. */
export const ownAddress = (): string => {
  addresses += 1;
  return `127.${10 + (process.pid % 200)}.${addresses % 250}.${Math.floor(addresses / 250) + 1}`;
};

/** One request to the Worker, by Node's own client, so that any method, header and body can be tried. */
export function knock(
  path: string,
  { method = 'GET', headers = {}, body, from = ownAddress() }: Knock = {},
): Promise<Answer> {
  const { apiUrl, appUrl } = inject('system');
  const isRaw = typeof body === 'string' || body instanceof Uint8Array;
  const payload = body === undefined ? undefined : isRaw ? body : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const sent = request(
      `${apiUrl}${path}`,
      {
        method,
        localAddress: from,
        headers: {
          ...(payload !== undefined && {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(payload),
          }),
          ...(method !== 'GET' && { origin: appUrl }),
          ...headers,
        },
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => {
          const bytes = Buffer.concat(chunks);
          const text = bytes.toString();
          resolve({
            status: answer.statusCode ?? 0,
            headers: toHeaders(answer.headersDistinct),
            bytes,
            text,
            body: parse(text),
          });
        });
      },
    );
    sent.on('error', reject);
    sent.end(payload);
  });
}

function toHeaders(distinct: NodeJS.Dict<string[]>): Headers {
  const headers = new Headers();
  for (const [name, values = []] of Object.entries(distinct)) for (const value of values) headers.append(name, value);
  return headers;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
