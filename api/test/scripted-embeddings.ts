import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

const DIMENSIONS = 64;

/** What means the same, however it is said. */
const IDEAS: readonly RegExp[] = [
  /refund|money back|reimburs|退款/i,
  /deliver|courier|parcel|shipp/i,
  /dishwasher|clean|scrub|rinse/i,
  /password|sign in|log on|locked out/i,
];

/** How a scripted model behaves: what it makes vectors of, or how it fails. */
export type Manner = 'well' | 'otherwise' | 'down' | 'never' | 'nonsense' | 'short' | { refuses: RegExp };

/**
 * A server that speaks as OpenAI's `/embeddings` does: texts of one idea lie together, whatever their words, and all lie
 * somewhat together, as those of real models do. `otherwise`: as another model would, in as many dimensions.
 */
export async function openScriptedEmbeddings() {
  let manner: Manner = 'well';
  const asked: { model: string; input: string[]; authorization: string | undefined }[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const { model, input } = JSON.parse(Buffer.concat(parts).toString()) as { model: string; input: string[] };
      asked.push({ model, input, authorization: request.headers.authorization });
      const say = (body: unknown) =>
        response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      if (request.url !== '/v1/embeddings') return response.writeHead(404).end();
      if (manner === 'down') return response.writeHead(503).end('{"error":{"message":"no"}}');
      if (manner === 'never') return undefined;
      const { refuses } = typeof manner === 'object' ? manner : {};
      if (refuses && input.some((text) => refuses.test(text))) return response.writeHead(400).end('{"error":{}}');
      if (manner === 'nonsense') return say({ data: [{ index: 0, embedding: 'AAAA' }] });
      const texts = manner === 'short' ? input.slice(1) : input;
      const turn = manner === 'otherwise' ? 31 : 0;
      // In any order: each says which it is of.
      return say({ data: texts.map((text, index) => ({ index, embedding: vectorOf(text, turn) })).reverse() });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    embeddings: (id = 'one') => ({ baseUrl: `http://127.0.0.1:${port}/v1/`, apiKey: 'sk-scripted', name: id, id }),
    asked,
    behave(next: Manner) {
      manner = next;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function vectorOf(text: string, turn: number): number[] {
  const vector: number[] = Array.from({ length: DIMENSIONS }, (_, at) => (at % 2 === 0 ? 0.5 : -0.5));
  const add = (seed: number, by: number) => {
    for (let at = 0; at < DIMENSIONS; at += 1) {
      const place = (at + turn) % DIMENSIONS;
      vector[place] = (vector[place] as number) + by * partOf(seed, at);
    }
  };
  for (const [nth, idea] of IDEAS.entries()) if (idea.test(text)) add(nth + 1, 3);
  for (const word of text.toLowerCase().split(/\W+/)) add(hashOf(word), 0.3);
  return vector;
}

const hashOf = (word: string) => [...word].reduce((hash, letter) => (hash * 31 + letter.charCodeAt(0)) % 9_973, 7);

/** Between -1 and 1, the same for the same, and for others anything. */
function partOf(seed: number, at: number): number {
  const mixed = Math.imul((seed * 73_856_093) ^ (at * 19_349_663), 2_654_435_761);
  return (Math.imul(mixed ^ (mixed >>> 15), 2_246_822_519) >>> 0) / 2 ** 31 - 1;
}
