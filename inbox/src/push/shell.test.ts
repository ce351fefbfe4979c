import { describe, expect, test } from 'vitest';
import { answerPage, type Build, forgetOldShells, keepShell, kindOf } from './shell.ts';

const build = (id: string): Build => ({ id, entry: `assets/inbox-${id}.js`, files: [`/assets/inbox-${id}.js`] });

/** As much of a browser's caches as is asked of them; what is fetched for one is an empty file. */
function memoryCaches() {
  const kept = new Map<string, Map<string, Response>>();
  const pathOf = (request: RequestInfo | URL) =>
    request instanceof Request ? new URL(request.url).pathname : `${request}`;
  const open = async (name: string) => {
    const entries = kept.get(name) ?? new Map<string, Response>();
    kept.set(name, entries);
    return {
      addAll: async (paths: string[]) => paths.forEach((path) => void entries.set(path, new Response(''))),
      put: async (path: string, response: Response) => void entries.set(path, response),
      match: async (request: RequestInfo | URL) => entries.get(pathOf(request))?.clone(),
    };
  };
  const caches = { open, keys: async () => [...kept.keys()], delete: async (name: string) => kept.delete(name) };
  return { caches: caches as unknown as CacheStorage, kept };
}
const page = (text: string) => async () => new Response(text);
const never = new Promise<never>(() => {});

describe('what is kept', () => {
  test('is the page and its files, of one build', async () => {
    const { caches, kept } = memoryCaches();
    await keepShell(caches, build('a'), page('<script src="/assets/inbox-a.js">'));
    expect([...(kept.get('inbox-a')?.keys() ?? [])]).toEqual(['/assets/inbox-a.js', '/inbox']);
  });

  test('is nothing where the server has another build meanwhile, or is in trouble', async () => {
    const { caches, kept } = memoryCaches();
    await expect(keepShell(caches, build('a'), page('<script src="/assets/inbox-b.js">'))).rejects.toThrow();
    const broken = async () => new Response('assets/inbox-a.js', { status: 503 });
    await expect(keepShell(caches, build('a'), broken)).rejects.toThrow();
    expect(kept.size).toBe(0);
  });

  test('is this build and the one before, whose pages may be open still', async () => {
    const { caches, kept } = memoryCaches();
    for (const id of ['a', 'b', 'c']) await keepShell(caches, build(id), page(`assets/inbox-${id}.js`));
    await caches.open('somebody-elses');
    await forgetOldShells(caches, build('c'));
    expect([...kept.keys()]).toEqual(['inbox-b', 'inbox-c', 'somebody-elses']);
  });
});

describe('a page', () => {
  const withKept = async () => {
    const { caches } = memoryCaches();
    await keepShell(caches, build('a'), page('kept assets/inbox-a.js'));
    return caches;
  };
  const answer = async (network: Promise<Response>, slow: Promise<unknown> = never) =>
    (await answerPage(await withKept(), build('a'), network, slow)).text();

  test('is the server’s where it answers, so that nobody is held on an old build', async () => {
    expect(await answer(Promise.resolve(new Response('new')))).toBe('new');
    expect(await answer(Promise.resolve(new Response('trouble', { status: 500 })))).toBe('trouble');
  });

  test('is the kept one where it cannot be reached, or takes its time', async () => {
    expect(await answer(Promise.reject(new TypeError('offline')))).toBe('kept assets/inbox-a.js');
    expect(await answer(never, Promise.resolve())).toBe('kept assets/inbox-a.js');
  });

  test('is trouble where none is kept', async () => {
    const { caches } = memoryCaches();
    const offline = Promise.reject(new TypeError('offline'));
    await expect(answerPage(caches, build('a'), offline, never)).rejects.toThrow('offline');
    expect(await (await answerPage(caches, build('a'), page('late')(), Promise.resolve())).text()).toBe('late');
  });
});

test.each([
  ['GET', 'navigate', '/inbox', 'page'],
  ['GET', 'navigate', '/inbox/x/all?message=1', 'page'],
  ['GET', 'navigate', '/inboxes', undefined],
  ['GET', 'navigate', '/help', undefined],
  ['GET', 'cors', '/assets/inbox-a1.js', 'file'],
  ['GET', 'cors', '/assets/messenger-a1.js', undefined],
  ['GET', 'cors', '/api/workspaces/x/topics', undefined],
  ['POST', 'cors', '/api/account/sign-in', undefined],
  ['GET', 'cors', 'https://files.example/assets/inbox-a1.js', undefined],
] as const)('%s %s %s is answered as %s', (method, mode, url, kind) => {
  const request = { method, mode, url: new URL(url, 'https://chat.example').href };
  expect(kindOf(request, 'https://chat.example')).toBe(kind);
});
