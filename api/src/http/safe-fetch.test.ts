import { expect, test } from 'vitest';
import { publicUrl } from './public-url.ts';
import { type Fetch, safeFetch } from './safe-fetch.ts';

const REFUSED = { code: 'invalid', message: 'Nothing could be read at this address' };

/** A server that answers by path, and notes what it was asked. */
function server(answers: Record<string, () => Response>): { fetch: Fetch; asked: string[] } {
  const asked: string[] = [];
  return {
    asked,
    fetch: async (url, init) => {
      expect(init.redirect).toBe('manual');
      asked.push(url);
      return answers[url]?.() ?? new Response('no', { status: 404 });
    },
  };
}

const leadTo = (where: string, status = 302) => new Response(null, { status, headers: { Location: where } });
const accept = 'text/calendar';

test.each([
  'http://0x7f000001/',
  'http://2130706433/',
  'http://0177.0.0.1/',
  'http://127.1/',
  'http://0/',
  'http://[::1]/',
  'http://[::ffff:7f00:1]/',
  'http://[::ffff:10.0.0.1]/',
  'http://169.254.169.254/latest/meta-data',
  'http://100.64.0.1/',
  'http://10.1.2.3/',
  'http://192.168.1.1/',
  'http://172.16.0.1/',
  'http://[fd00::1]/',
  'http://[fe80::1]/',
  'http://[64:ff9b::7f00:1]/',
  'http://[2002:7f00:1::]/',
  'http://localhost/',
  'http://localhost./',
  'http://localhost../',
  'http://127.0.0.1../',
  'http://metadata.google.internal../',
  'http://example..com/',
  'http://[::127.0.0.1]/',
  'http://[::5efe:7f00:1]/',
  'http://[::2]/',
  'http://a.localhost/',
  'http://printer/',
  'http://db.internal/',
  'http://box.local./',
  'https://me:secret@example.com/',
  'https://example.com:22/',
  'https://example.com:6379/',
  'file:///etc/passwd',
  'gopher://example.com/',
  'data:text/calendar,BEGIN',
  'ftp://example.com/a.ics',
  'http://224.0.0.1/',
  'http://255.255.255.255/',
  '//example.com',
  'example.com',
  '',
  `https://example.com/${'a'.repeat(3_000)}`,
])('E1 %s is never asked, and the words say no more than for any other', async (address) => {
  const { fetch, asked } = server({});
  await expect(safeFetch(address, { fetch, accept })).rejects.toMatchObject(REFUSED);
  expect(asked).toEqual([]);
});

test.each(['https://example.com/a.ics', 'http://93.184.216.34/', 'https://[2606:4700::1111]/', 'https://例え.jp/ics'])(
  '%s may be asked',
  (address) => expect(publicUrl(address)).toBeInstanceOf(URL),
);

test.each([301, 302, 303, 307, 308])(
  'E2 a redirect (%i) is followed, and looked at like the first address',
  async (status) => {
    const { fetch, asked } = server({
      'https://a.example.com/': () => leadTo('/b', status),
      'https://a.example.com/b': () => leadTo('https://c.example.com/', status),
      'https://c.example.com/': () => new Response('BEGIN:VCALENDAR'),
      'https://inward.example.com/': () => leadTo('http://169.254.169.254/', status),
      'https://lower.example.com/': () => leadTo('http://c.example.com/', status),
      'https://other.example.com/': () => leadTo('file:///etc/passwd', status),
    });
    expect(await safeFetch('https://a.example.com/', { fetch, accept })).toBe('BEGIN:VCALENDAR');
    for (const where of ['inward', 'lower', 'other']) {
      await expect(safeFetch(`https://${where}.example.com/`, { fetch, accept })).rejects.toMatchObject(REFUSED);
    }
    expect(asked.filter((url) => !/^https:\/\/(a|c|inward|lower|other)\.example\.com\//.test(url))).toEqual([]);
  },
);

test('E2 at most three redirects are followed', async () => {
  const { fetch, asked } = server({ 'https://a.example.com/': () => leadTo('https://a.example.com/') });
  await expect(safeFetch('https://a.example.com/', { fetch, accept })).rejects.toMatchObject(REFUSED);
  expect(asked).toHaveLength(4);
});

test('E5 what is longer than it may be, however it is packed or announced, is left', async () => {
  let sent = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      sent += 1;
      controller.enqueue(new Uint8Array(64 * 1024));
    },
  });
  const { fetch } = server({ 'https://a.example.com/': () => new Response(endless) });
  await expect(safeFetch('https://a.example.com/', { fetch, accept })).rejects.toMatchObject(REFUSED);
  expect(sent).toBeLessThan(40);
});

test('E5 who sends too slowly is not waited for', async () => {
  const silent = new ReadableStream<Uint8Array>({ start: (controller) => controller.enqueue(new Uint8Array(1)) });
  const { fetch } = server({ 'https://a.example.com/': () => new Response(silent) });
  const reading = safeFetch('https://a.example.com/', { fetch, accept, patienceMs: 20 });
  await expect(reading).rejects.toMatchObject(REFUSED);
});
