import { AppError } from '../errors.ts';
import { publicUrl } from './public-url.ts';
import { readText } from './read-text.ts';

const MAX_BYTES = 2 * 1024 * 1024;
const PATIENCE_MS = 10_000;
const MOST_HOPS = 3;

export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export type SafeFetchOptions = {
  /** By which way it leaves: one that reaches nothing but the internet. */
  fetch: Fetch;
  accept: string;
  maxBytes?: number;
  patienceMs?: number;
  /** Where it may lead besides being public; each redirect is looked at. */
  within?: (url: URL) => boolean;
  /** Which kinds of content are read. */
  types?: RegExp;
  /** What stands for what is not there (404, 410 and the like). */
  absent?: string;
  /** What is sent there. It goes to this address alone: who answers with another has not answered. */
  post?: { body: string; headers: Readonly<Record<string, string>> };
};

/**
 * Reads what a workspace's own address answers, as text: from public hosts only, each redirect looked at like the first
 * address, at most 2 MB and ten seconds. Throws `invalid` in the same words whatever went wrong, so that nobody learns
 * from them what there is in our network.
 */
export async function safeFetch(address: string, options: SafeFetchOptions): Promise<string> {
  const { patienceMs = PATIENCE_MS, maxBytes = MAX_BYTES } = options;
  try {
    const signal = AbortSignal.timeout(patienceMs);
    const response = await follow(address, options, signal);
    if (!response.ok) {
      await response.body?.cancel();
      return options.absent ?? '';
    }
    if (options.types && !options.types.test(response.headers.get('Content-Type') ?? '')) {
      await response.body?.cancel();
      throw new Error('Not what was asked for');
    }
    return await readText(response, maxBytes, signal);
  } catch (cause) {
    throw new AppError('invalid', 'Nothing could be read at this address', { cause });
  }
}

/** The gate through which addresses of workspaces are asked: on one machine a network that has no way to its own. */
export const fetchPublic =
  (network: Fetcher | undefined): Fetch =>
  (url, init) =>
    network ? network.fetch(url, init) : fetch(url, init);

async function follow(
  address: string,
  { fetch, accept, post, within, absent }: SafeFetchOptions,
  signal: AbortSignal,
): Promise<Response> {
  let url = publicUrl(address);
  const init: RequestInit = { redirect: 'manual', headers: { accept, ...post?.headers }, signal };
  if (post) Object.assign(init, { method: 'POST', body: post.body });
  for (let hop = 0; url && (within?.(url) ?? true) && hop <= (post ? 0 : MOST_HOPS); hop += 1) {
    const response = await fetch(url.href, init);
    if (response.status < 300 || response.status >= 400) {
      if (response.ok || (absent !== undefined && response.status >= 400 && response.status < 500)) return response;
      await response.body?.cancel();
      break;
    }
    await response.body?.cancel();
    const from: URL = url;
    const next = publicUrl(response.headers.get('Location') ?? '', from);
    url = next?.protocol === 'http:' && from.protocol === 'https:' ? null : next;
  }
  throw new Error('Not a public address, too many redirects, or a bad answer');
}
