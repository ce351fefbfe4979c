import { Agent, request } from 'node:http';

// As many connections as are needed, kept open: a handshake is not what is measured.
const agent = new Agent({ keepAlive: true, maxSockets: Number.POSITIVE_INFINITY });

/** One POST of JSON. Throws where the answer is not a good one. */
export function post(url: string, body: unknown, headers: Readonly<Record<string, string>> = {}): Promise<string> {
  const payload = typeof body === 'string' ? body : JSON.stringify(body);
  return new Promise((resolve, reject) => {
    const sent = request(
      url,
      {
        agent,
        method: 'POST',
        headers: { 'content-type': 'application/json', 'content-length': Buffer.byteLength(payload), ...headers },
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => {
          const text = Buffer.concat(chunks).toString();
          const isGood = (answer.statusCode ?? 0) < 300;
          if (isGood) resolve(text);
          else reject(new Error(`${url} answered ${answer.statusCode}: ${text.slice(0, 300)}`));
        });
      },
    );
    sent.on('error', reject);
    sent.end(payload);
  });
}

export const closeConnections = () => agent.destroy();
