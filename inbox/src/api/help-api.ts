import type { HelpAsked, HelpLine, HelpOffer } from '@everthread/shared/models/agent-help';
import type { TopicId } from '@everthread/shared/models/ids';
import { ApiError } from './api-error.ts';
import { type Call, errorOf } from './call.ts';

export type LastLine = Exclude<HelpLine, { kind: 'more' }>;

/** What helps an agent who writes in a thread. Nothing that it does is seen by anybody else. */
export type HelpApi = {
  offer(topicId: TopicId): Promise<HelpOffer>;
  /** What is written comes piece by piece; the last line says whether it counts. */
  ask(asked: HelpAsked, signal: AbortSignal, onMore: (text: string) => void): Promise<LastLine>;
};

/** `thread`: under which its things are. */
export function createHelpApi(call: Call, fetch: typeof globalThis.fetch, thread: string): HelpApi {
  return {
    offer: async (topicId) => (await call<{ help: HelpOffer }>('GET', `${thread}/topics/${topicId}/help`)).help,
    async ask(asked, signal, onMore) {
      const response = await reach(fetch, `${thread}/help`, asked, signal);
      if (!response.ok) throw await errorOf(response);
      return await readLines(response, onMore);
    },
  };
}

async function reach(
  fetch: typeof globalThis.fetch,
  path: string,
  body: object,
  signal: AbortSignal,
): Promise<Response> {
  try {
    return await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
      signal,
    });
  } catch (cause) {
    throw new ApiError('offline', 'The server cannot be reached', { cause });
  }
}

/** Lines of JSON as they come. What ends without its last line was cut off. */
async function readLines(response: Response, onMore: (text: string) => void): Promise<LastLine> {
  const letters = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let rest = '';
  for (;;) {
    const part = await letters?.read().catch(() => undefined);
    if (!part || part.done) throw new ApiError('offline', 'The server cannot be reached');
    const lines = (rest + part.value).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines.map((text) => JSON.parse(text) as HelpLine)) {
      if (line.kind !== 'more') return line;
      onMore(line.text);
    }
  }
}
