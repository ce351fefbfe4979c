/** What one build of the inbox is made of, by the addresses of its files. */
export type Build = { id: string; entry: string; files: readonly string[] };

const PAGE = '/inbox';
const PREFIX = 'inbox-';
const KEPT_BUILDS = 2; // a page that was opened before the last build asks for that one's files still
export const SLOW_MS = 5_000;

const cacheName = ({ id }: Build) => `${PREFIX}${id}`;

/** Keeps the page and all its files, or nothing. Throws where the server has another build meanwhile. */
export async function keepShell(caches: CacheStorage, build: Build, fetch: typeof globalThis.fetch): Promise<void> {
  const page = await fetch(PAGE, { cache: 'reload' });
  const html = await page.clone().text();
  if (!page.ok || page.redirected || !html.includes(build.entry)) throw new Error('This is not the page of this build');
  const cache = await caches.open(cacheName(build));
  await cache.addAll([...build.files]);
  await cache.put(PAGE, page);
}

/** Lets go of what builds before the last have left. */
export async function forgetOldShells(caches: CacheStorage, build: Build): Promise<void> {
  const names = (await caches.keys()).filter((name) => name.startsWith(PREFIX) && name !== cacheName(build));
  await Promise.all(names.slice(0, Math.max(0, names.length - KEPT_BUILDS + 1)).map((name) => caches.delete(name)));
}

/** How a request is answered that a page of the inbox makes: `undefined`: not by us, and so never kept. */
export function kindOf(request: Pick<Request, 'method' | 'mode' | 'url'>, origin: string): 'page' | 'file' | undefined {
  const url = new URL(request.url);
  if (request.method !== 'GET' || url.origin !== origin) return undefined;
  if (request.mode === 'navigate') return /^\/inbox(\/|$)/.test(url.pathname) ? 'page' : undefined;
  return /^\/assets\/inbox-[^/]+$/.test(url.pathname) ? 'file' : undefined;
}

/** The page as the server has it now; as it was kept, where the server cannot be reached or takes its time. */
export async function answerPage(
  caches: CacheStorage,
  build: Build,
  network: Promise<Response>,
  slow: Promise<unknown>,
): Promise<Response> {
  const kept = async () => (await caches.open(cacheName(build))).match(PAGE);
  const late = slow.then(kept).then((page) => page ?? network);
  try {
    return await Promise.race([network, late]);
  } catch (error) {
    const page = await kept();
    if (page) return page;
    throw error;
  }
}

/** A file never changes: its name says what is in it. */
export const answerFile = async (caches: CacheStorage, request: Request): Promise<Response> =>
  (await caches.match(request)) ?? fetch(request);
