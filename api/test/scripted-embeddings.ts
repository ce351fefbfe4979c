import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { flood, internetWith } from './scripted-model.ts';

const DIMENSIONS = 64;

/** What means the same, however it is said. */
const IDEAS: readonly RegExp[] = [
  /refund|money back|reimburs|退款/i,
  /deliver|courier|parcel|shipp/i,
  /dishwasher|clean|scrub|rinse/i,
  /password|sign in|log on|locked out/i,
];

/** How a scripted model behaves: what it makes vectors of, or how it fails. */
export type Manner =
  | 'well'
  | 'otherwise'
  | 'down'
  | 'never'
  | 'nonsense'
  | 'short'
  | 'redirect'
  | 'cut'
  | 'flood' // for as long as somebody reads
  | 'of one place' // each text has a vector, and all say that they are the first one's
  | 'of two lengths'
  | { refuses: RegExp }
  | { status: number }
  | { padding: number } // so many letters around each vector
  | { first: string } // what stands where the first part of each vector should
  | { lengths: number[] }; // of the vectors of each answer in turn; the last of them from then on

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
      if (request.url === '/v1/embeddings') behave(response, manner, input);
      else response.writeHead(404).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const baseUrl = `http://127.0.0.1:${port}/v1`;
  return {
    embeddings: (id = 'one') => ({ baseUrl: `${baseUrl}/`, apiKey: 'sk-scripted', name: id, id }),
    internet: internetWith(baseUrl),
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

function behave(response: ServerResponse, manner: Manner, input: readonly string[]): unknown {
  const say = (vectors: readonly number[][], indexOf = (at: number) => at) => {
    // In any order: each says which it is of.
    const data = vectors.map((embedding, at) => ({ index: indexOf(at), embedding })).reverse();
    return response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ data }));
  };
  const vectors = input.map((text) => vectorOf(text, 0));
  switch (manner) {
    case 'well':
      return say(vectors);
    case 'otherwise':
      return say(input.map((text) => vectorOf(text, 31)));
    case 'short':
      return say(vectors.slice(1));
    case 'of one place':
      return say(vectors, () => 0);
    case 'of two lengths':
      return say([...vectors.slice(1), [1]]);
    case 'down':
      return response.writeHead(503).end('{"error":{"message":"no"}}');
    case 'never':
      return undefined;
    case 'nonsense':
      return response.writeHead(200).end(JSON.stringify({ data: [{ index: 0, embedding: 'AAAA' }] }));
    case 'redirect':
      return response.writeHead(307, { location: 'http://127.0.0.1:1/v1/embeddings' }).end();
    case 'cut':
      response.writeHead(200).write('{"data":[');
      return setImmediate(() => response.destroy());
    case 'flood':
      return flood(response, 'a line');
  }
  if ('status' in manner) return response.writeHead(manner.status).end('{"error":{"message":"no"}}');
  if ('refuses' in manner) {
    if (!input.some((text) => manner.refuses.test(text))) return say(vectors);
    return response.writeHead(400).end('{"error":{}}');
  }
  if ('padding' in manner) {
    const data = vectors.map(
      (vector, index) => `{"index":${index},"embedding":[${vector}]${' '.repeat(manner.padding)}}`,
    );
    return response.writeHead(200).end(`{"data":[${data}]}`);
  }
  if ('first' in manner) {
    const data = input.map((_, index) => `{"index":${index},"embedding":[${manner.first},1,2]}`);
    return response.writeHead(200).end(`{"data":[${data}]}`);
  }
  const length = manner.lengths.length > 1 ? manner.lengths.shift() : manner.lengths[0];
  return say(vectors.map((vector) => vector.slice(0, length)));
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
