import type { Fetch } from '../http/safe-fetch.ts';

/** A frame of a few letters takes some three hundred bytes: the longest translation of a reply fits in. */
const MOST_BYTES = 2 * 1024 * 1024;
const MOST_BYTES_OF_A_REFUSAL = 64 * 1024;

/**
 * By which a model's client asks: nothing goes along but the question and the model's own key, whatever the environment
 * has for other clients of its kind, and no more of the answer is read than a model can have to say, whoever it is. Where
 * it leads elsewhere or says more, it fails.
 */
export function fetchModel(fetch: Fetch, apiKey: string): (url: unknown, init?: RequestInit) => Promise<Response> {
  const headers = { accept: 'application/json', 'content-type': 'application/json', authorization: `Bearer ${apiKey}` };
  return async (url, init) => {
    const response = await fetch(String(url), { ...init, headers, redirect: 'manual' });
    if (response.status >= 300 && response.status < 400) {
      await response.body?.cancel();
      throw new Error('The model is somewhere else');
    }
    const most = response.ok ? MOST_BYTES : MOST_BYTES_OF_A_REFUSAL;
    return new Response(response.body?.pipeThrough(atMost(most)), { status: response.status });
  };
}

/** Counts what is unpacked: a length may be missing or a lie, and little can unpack to much. */
function atMost(bytes: number): TransformStream<Uint8Array, Uint8Array> {
  let left = bytes;
  return new TransformStream({
    transform(chunk, controller) {
      left -= chunk.byteLength;
      if (left < 0) controller.error(new Error('The model says too much'));
      else controller.enqueue(chunk);
    },
  });
}
