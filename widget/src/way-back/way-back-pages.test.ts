import type { VisitorPush } from '@everthread/shared/models/way-back';
import { expect, test, vi } from 'vitest';
import { LANGUAGES } from '../messenger/language.ts';
import { saysHow } from '../messenger/way-back/says-how.ts';
import { transcriptOf } from '../messenger/way-back/transcript.ts';
import { WAY_BACK_WORDS } from '../messenger/way-back/words.ts';
import { askToGoOn, GOES_ON, letGoOn } from './go-on-at-site.ts';
import { isApple } from './is-apple.ts';
import { onPage, withoutMessage } from './on-page.ts';
import { servePasses, WANTS_PASS } from './opener.ts';
import { pushPlace } from './push-place.ts';
import { shownPush } from './shown-push.ts';
import { WAY_BACK_LANGUAGES, wayBackWords } from './words.ts';

const { w } = wayBackWords(['en-GB']);
const SCOPE = new URL('https://app.example/notify/w1');
const push: Extract<VisitorPush, { type: 'show' }> = {
  type: 'show',
  workspaceId: 'w1' as never,
  threadId: 't1' as never,
  messageId: 'm1' as never,
  team: 'Leaf & Clay',
  name: 'Mara',
  text: 'It is in stock',
  count: 1,
  url: 'https://app.example/talk/w1#m1',
  page: 'https://shop.example/lamps',
};

test.each<[string, Partial<typeof push>, [string, string]]>([
  ['who answered and what', {}, ['Mara · Leaf & Clay', 'It is in stock']],
  ['how many there are', { count: 3 }, ['Mara · Leaf & Clay', 'It is in stock\n3 new messages']],
  ['nobody’s name where there is none', { name: null }, ['Leaf & Clay', 'It is in stock']],
  ['nothing of it where it is to be private', { name: null, text: null }, ['Leaf & Clay', 'New message']],
  ['what is a template to some as it is', { text: '{team} $& {name}' }, ['Mara · Leaf & Clay', '{team} $& {name}']],
])('a notification says %s', (_what, of, [title, body]) => {
  const shown = shownPush({ ...push, ...of }, w, SCOPE);
  expect([shown.title, shown.options.body]).toEqual([title, body]);
  expect(shown.options).toMatchObject({ tag: 't1', data: { url: push.url } });
});

test('what cannot be read is shown all the same, and leads to the workspace’s page', () => {
  expect(shownPush(undefined, w, SCOPE)).toMatchObject({
    title: 'New message',
    options: { data: { url: 'https://app.example/talk/w1' } },
  });
});

test.each([
  ['his page, at the message', {}, 'https://shop.example/lamps#everthread=m1'],
  [
    'a page that has a route of its own in its fragment',
    { page: 'https://shop.example/#/cart' },
    'https://shop.example/?everthread=m1#/cart',
  ],
  [
    'the page of who is proven',
    { page: null, url: 'https://shop.example/me#everthread=m1' },
    'https://shop.example/me#everthread=m1',
  ],
  ['the site, where he was on another', { page: 'https://evil.example/' }, 'https://shop.example/#everthread=m1'],
  ['the site, where his page is no address', { page: 'javascript:alert(1)' }, 'https://shop.example/#everthread=m1'],
])('a notification of the site’s own leads to %s', (_what, of, address) => {
  const led = onPage({ ...push, ...of }, 'https://shop.example');
  expect(led).toBe(address);
  expect(withoutMessage(led)).not.toContain('m1');
});

test('one that cannot be read leads to the site', () => {
  expect(onPage(undefined, 'https://shop.example')).toBe('https://shop.example/');
});

const placeholders = (text: string) => [...text.matchAll(/\{\w+\}/g)].map(([name]) => name).toSorted();

test.each(LANGUAGES)('%s says all that English says of the way back', (language) => {
  for (const [own, english] of [
    [wayBackWords([language]).w, wayBackWords(['en']).w],
    [WAY_BACK_WORDS[language], WAY_BACK_WORDS.en],
  ] as const) {
    expect(Object.keys(own ?? {}).toSorted()).toEqual(Object.keys(english ?? {}).toSorted());
    for (const [key, text] of Object.entries(english ?? {})) {
      const translated = (own as Record<string, string>)[key] ?? '';
      expect(translated.trim(), key).not.toBe('');
      expect(placeholders(translated), key).toEqual(placeholders(text));
    }
  }
  expect(WAY_BACK_LANGUAGES.toSorted()).toEqual([...LANGUAGES].toSorted());
});

test('the messenger promises to let him know only where a way back is set up', () => {
  const words = WAY_BACK_WORDS.en as NonNullable<(typeof WAY_BACK_WORDS)['en']>;
  const say = (of: Partial<Parameters<typeof saysHow>[0]>) =>
    saysHow({ choice: 'any', quiet: null, pushes: 0, mail: null, ...of }, words);
  expect(say({})).toBe('');
  expect(say({ pushes: 1 })).toBe('We will let you know: a notification on your devices.');
  expect(say({ mail: 'a@b.example' })).toBe('We will let you know: mail to a@b.example.');
  expect(say({ pushes: 1, choice: 'mail' })).toBe('');
  expect(say({ pushes: 1, choice: 'done' })).toBe('We will let you know once your question is settled.');
  expect(say({ pushes: 1, choice: 'never' })).toBe('We do not notify you. Your conversation stays here.');
});

test('a window is given a pass only where it is the one that was opened, and of our origin', async () => {
  const self = new EventTarget() as unknown as Window;
  Object.assign(self, { location: { origin: 'https://app.example' } });
  const [opened, stranger] = [{} as Window, {} as Window];
  const give = vi.fn(async () => ({ pass: 'p', url: undefined }));
  const end = servePasses(self, opened, give);
  const ask = async (more: object) => {
    const answers: unknown[] = [];
    const port = { postMessage: (answer: unknown) => void answers.push(answer) };
    const event = {
      origin: 'https://app.example',
      source: opened,
      data: [WANTS_PASS, 'notify'],
      ports: [port],
      ...more,
    };
    self.dispatchEvent(Object.assign(new Event('message'), event));
    await Promise.resolve();
    await Promise.resolve();
    return answers;
  };
  expect(await ask({})).toEqual([{ pass: 'p', url: undefined }]);
  expect(await ask({ source: stranger })).toEqual([]);
  expect(await ask({ origin: 'https://evil.example' })).toEqual([]);
  expect(await ask({ data: [WANTS_PASS, 'carry'] })).toEqual([]);
  expect(await ask({ data: 'everthread:pass' })).toEqual([]);
  end();
  expect(await ask({})).toEqual([]);
  expect(give).toHaveBeenCalledTimes(1);
});

test('only the messenger on the page that was opened, and on the site to which it was to lead, is let go on', async () => {
  const self = new EventTarget() as unknown as Window;
  Object.assign(self, { location: { origin: 'https://app.example' } });
  const [opened, site] = [{} as Window, 'https://shop.example'];
  const give = vi.fn(async () => 'pass');
  const became: string[] = [];
  const waits = new Set<() => void>();
  const clock = {
    now: () => 0,
    after: (_ms: number, over: () => void) => {
      waits.add(over);
      return () => void waits.delete(over);
    },
  };
  const begin = () => letGoOn(self, opened, site, give, (how) => became.push(how), clock);
  const end = begin();
  const ask = async (more: object) => {
    const answers: unknown[] = [];
    const port = { postMessage: (answer: unknown) => void answers.push(answer) };
    const asked = { origin: 'https://app.example', source: { parent: opened }, data: [GOES_ON, site], ports: [port] };
    self.dispatchEvent(Object.assign(new Event('message'), asked, more));
    await Promise.resolve();
    await Promise.resolve();
    return answers;
  };
  expect(await ask({})).toEqual(['pass']);
  expect(await ask({ origin: 'https://shop.example' })).toEqual([]);
  expect(await ask({ source: opened })).toEqual([]);
  expect(await ask({ source: { parent: {} } })).toEqual([]);
  expect(await ask({ data: [GOES_ON, 'https://evil.example'] })).toEqual([]);
  expect(await ask({ data: [WANTS_PASS, site] })).toEqual([]);
  expect(became).toEqual(['given']);
  end();
  expect(waits.size).toBe(0);
  expect(await ask({})).toEqual([]);

  // Nobody has asked in time.
  begin();
  for (const over of waits) over();
  expect(became).toEqual(['given', 'over']);
  expect(await ask({})).toEqual([]);
  expect(give).toHaveBeenCalledTimes(1);
});

test('the messenger asks for no pass but on a site, and the page that has opened it', async () => {
  const asked = vi.fn((_data: unknown, _origin: string, [port]: MessagePort[]) => port?.postMessage('pass'));
  const on = (ancestorOrigins: string[] | undefined, opener: object | null = { postMessage: asked }) =>
    askToGoOn({ location: { origin: 'https://app.example', ancestorOrigins }, top: { opener } } as never);

  expect(await on(['https://shop.example'])).toBe('pass');
  expect(asked.mock.calls.map(([data, origin]) => [data, origin])).toEqual([
    [[GOES_ON, 'https://shop.example'], 'https://app.example'],
  ]);
  expect(await on(['https://shop.example'], null)).toBeUndefined();
  expect(await on(['https://app.example'])).toBeUndefined();
  expect(await on(['https://shop.example', 'https://evil.example'])).toBeUndefined();
  expect(await on(undefined)).toBeUndefined(); // a browser that does not say it
  expect(asked).toHaveBeenCalledTimes(1);
});

test('an iPhone or iPad is known, also one that calls itself a Mac', () => {
  const IPHONE =
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 Version/18.5 Mobile/15E148 Safari/604.1';
  expect(isApple(IPHONE, 5)).toBe(true);
  expect(isApple('Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Safari/605', 5)).toBe(true); // an iPad
  expect(isApple('Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) Safari/605', 0)).toBe(false);
});

const SAFARI = 'AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1';
const ON = {
  iphone: `Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) ${SAFARI}`,
  ipad: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.5 Safari/605.1.15',
  chromeOnIphone: `Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 CriOS/137.0 Mobile/15E148 Safari/604.1`,
  mac: 'Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 Version/18.5 Safari/605.1.15',
  android: 'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/137.0.0.0 Mobile Safari/537.36',
} as const;
const PUSHES = { PushManager: {}, Notification: {} };

test.each<[string, keyof typeof ON, number, object, boolean | undefined, ReturnType<typeof pushPlace>]>([
  ['Safari on an iPhone', 'iphone', 5, {}, false, 'home-screen'],
  ['Safari on an iPad, which says that it is a Mac', 'ipad', 5, {}, false, 'home-screen'],
  ['Chrome on an iPhone', 'chromeOnIphone', 5, {}, undefined, 'home-screen'],
  ['the app on an iPhone’s Home Screen', 'iphone', 5, PUSHES, true, 'here'],
  ['that app on an iOS that cannot push', 'iphone', 5, {}, true, 'nowhere'],
  ['Safari on a Mac', 'mac', 0, PUSHES, undefined, 'here'],
  ['an old Safari on a Mac', 'mac', 0, {}, undefined, 'nowhere'],
  ['Chrome on Android', 'android', 5, PUSHES, undefined, 'here'],
])('%s is told of the Home Screen only where that helps', (_what, on, maxTouchPoints, more, standalone, place) => {
  const navigator = {
    userAgent: ON[on],
    maxTouchPoints,
    serviceWorker: {},
    ...(standalone !== undefined && { standalone }),
  };
  expect(pushPlace({ navigator, ...more } as never)).toBe(place);
});

test('a transcript says when, who and what', () => {
  const speech = { say: (key: string) => key, fullTime: () => '12:00' };
  const message = (more: object) => ({
    text: '',
    sentAt: '2026-11-18T12:00:00Z',
    attachments: [],
    deletedAt: null,
    ...more,
  });
  const messages = [
    message({ author: { kind: 'visitor' }, text: 'Is it **back**?' }),
    message({ author: { kind: 'agent', name: 'Mara' }, text: 'Yes', attachments: [{ name: 'lamp.png' }] }),
    message({ author: { kind: 'agent', name: 'Mara' }, deletedAt: '2026-11-18T12:00:00Z' }),
  ];
  expect(transcriptOf(messages as never, speech as never)).toBe(
    '12:00 · you\nIs it back?\n\n12:00 · Mara\nYes\n[lamp.png]\n\n12:00 · Mara\ndeleted\n',
  );
});
