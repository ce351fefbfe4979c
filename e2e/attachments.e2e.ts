import { request } from 'node:http';
import { connect as connectSocket } from 'node:net';
import type { Attachment, AttachmentLink } from '@everthread/shared/models/attachment';
import { sql } from 'drizzle-orm';
import { beforeAll, expect, inject, test } from 'vitest';
import { signFileLink } from '../api/src/attachments/file-link.ts';
import { connect } from '../api/src/db/connect.ts';
import { exifBlock, exifSegment, jpeg, png } from '../api/test/images.ts';
import { type Answer, type Knock, knock } from './knock.ts';
import { beginAsVisitor, newMessageId, newPlace, type Place, surroundingsOfSystem, uploadAs } from './people.ts';

const MB = 1024 * 1024;

let here: Place;
let elsewhere: Place;
let neighbour: Place['visitor'];
beforeAll(async () => {
  here = await newPlace();
  elsewhere = await newPlace();
  neighbour = await beginAsVisitor(here.workspaceId);
});

const asVisitor = ({ thread }: Place['visitor']) => `/api/visitor/threads/${thread.id}`;
const asAgent = ({ workspaceId, threadId }: Place) => `/api/workspaces/${workspaceId}/threads/${threadId}`;
const cookieOf = ({ agent }: Place) => ({ cookie: agent.cookie });

const put = (
  thread: string,
  id: string,
  name: string,
  body: unknown,
  headers: Record<string, string>,
): Promise<Answer> =>
  knock(`${thread}/attachments/${id}?name=${encodeURIComponent(name)}`, { method: 'PUT', body, headers });
const post = (path: string, body: unknown, headers: Record<string, string>) =>
  knock(path, { method: 'POST', body, headers });
const send = (thread: string, attachmentIds: string[], headers: Record<string, string>, text = '') =>
  post(`${thread}/messages`, { id: newMessageId(), text, attachmentIds }, headers);

async function linkTo(thread: string, id: string, headers: Record<string, string>): Promise<AttachmentLink> {
  const answer = await post(`${thread}/attachment-links`, { ids: [id] }, headers);
  const [link] = (answer.body as { links: AttachmentLink[] }).links;
  if (!link) throw new Error(answer.text);
  return link;
}
/** What a browser gets that follows the link. */
const follow = (url: string, also: Knock = {}) => {
  const { pathname, host } = new URL(url);
  return knock(pathname, { ...also, headers: { host, ...also.headers } });
};
const fetchFile = async (visitor: Place['visitor'], id: string) =>
  follow((await linkTo(asVisitor(visitor), id, visitor.headers)).url);

const rowsOf = async ({ workspaceId }: Place) => {
  const { rows } = await connect(inject('system').ownerUrl).execute<{ id: string; name: string; storage_key: string }>(
    sql`select * from attachments where workspace_id = ${workspaceId} order by created_at, id`,
  );
  return rows;
};

test('a picture travels: uploaded, sent without a word, seen by both sides, fetched without what it told', async () => {
  const place = await newPlace();
  const { visitor } = place;
  const secret = 'N 52.5163 E 13.3777';
  const sent = jpeg([exifSegment(exifBlock(6, Buffer.from(secret)))]);
  const id = crypto.randomUUID();

  const uploaded = await put(asVisitor(visitor), id, 'IMG 1.jpg', sent, visitor.headers);
  const attachment = { id, name: 'IMG 1.jpg', type: 'image/jpeg', size: sent.length, width: 3, height: 4 };
  expect([uploaded.status, uploaded.body]).toEqual([201, { attachment }]);

  const message = await send(asVisitor(visitor), [id], visitor.headers);
  expect(message.body).toMatchObject({ message: { text: '', attachments: [attachment] } });

  const seen = await knock(asAgent(place), { headers: cookieOf(place) });
  expect(seen.body).toMatchObject({ thread: { messages: [{}, { attachments: [attachment] }] } });
  const list = await knock(`/api/workspaces/${place.workspaceId}/topics?status=open`, { headers: cookieOf(place) });
  expect(list.text).toContain('"preview":"IMG 1.jpg"');

  const fetched = await follow((await linkTo(asAgent(place), id, cookieOf(place))).url);
  expect(fetched.status).toBe(200);
  expect(fetched.bytes.length).toBe(sent.length);
  expect(fetched.bytes.includes(secret)).toBe(false);
  expect(Object.fromEntries(fetched.headers)).toMatchObject({
    'content-type': 'image/jpeg',
    'content-disposition': `inline; filename="IMG 1.jpg"; filename*=UTF-8''IMG%201.jpg`,
    'content-security-policy': "sandbox; default-src 'none'",
    'cross-origin-resource-policy': 'cross-origin',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
    'cache-control': expect.stringMatching(/^private, max-age=(29\d|300)$/),
  });
});

test('an agent sends a file as well, and the visitor gets it', async () => {
  const id = crypto.randomUUID();
  expect((await put(asAgent(here), id, 'offer.txt', 'Ten teapots', cookieOf(here))).status).toBe(201);
  expect((await send(asAgent(here), [id], cookieOf(here), 'Here it is')).status).toBe(201);

  const fetched = await fetchFile(here.visitor, id);
  expect(fetched.text).toBe('Ten teapots');
  expect(fetched.headers.get('content-disposition')).toMatch(/^attachment; filename="offer.txt"/);
});

test('a visitor whose first act is a screenshot begins his thread without words', async () => {
  const { workspaceId } = here;
  const key = Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url');
  const begun = await post('/api/visitor/threads', { workspaceId, key }, {});
  expect([begun.status, begun.body]).toMatchObject([201, { thread: { messages: [], topics: [] } }]);
  const { access, thread } = begun.body as Place['visitor'];
  const visitor = { thread, headers: { authorization: `Bearer ${access.token}` } } as Place['visitor'];

  const id = await uploadAs(visitor, png(), 'screenshot.png');
  const sent = await send(asVisitor(visitor), [id], visitor.headers);

  expect([sent.status, sent.body]).toMatchObject([201, { message: { seq: 1, attachments: [{ id, width: 4 }] } }]);
});

test('the same upload again is one upload, other bytes under its id are refused', async () => {
  const place = await newPlace();
  const thread = asVisitor(place.visitor);
  const id = crypto.randomUUID();
  const first = await put(thread, id, 'a.txt', 'Hello', place.visitor.headers);

  const again = await put(thread, id, 'a.txt', 'Hello', place.visitor.headers);
  const other = await put(thread, id, 'a.txt', 'World', place.visitor.headers);

  expect([again.status, again.body]).toEqual([201, first.body]);
  expect(other.status).toBe(409);
  expect((await fetchFile(place.visitor, id)).text).toBe('Hello');
  expect(await rowsOf(place)).toHaveLength(1);
});

test('ten equal uploads at once are one, and ten different ones under one id leave one winner', async () => {
  const place = await newPlace();
  const thread = asVisitor(place.visitor);
  const [equal, different] = [crypto.randomUUID(), crypto.randomUUID()];
  const ten = Array.from({ length: 10 }, (_, n) => n);

  const equals = await Promise.all(ten.map(() => put(thread, equal, 'a', 'x'.repeat(MB), place.visitor.headers)));
  const others = await Promise.all(ten.map((n) => put(thread, different, 'a', `file ${n}`, place.visitor.headers)));

  expect(equals.map(({ status }) => status)).toEqual(ten.map(() => 201));
  expect(others.map(({ status }) => status).toSorted()).toEqual([201, ...ten.slice(1).map(() => 409)]);
  const winner = others.findIndex(({ status }) => status === 201);
  expect((await fetchFile(place.visitor, different)).text).toBe(`file ${winner}`);
});

test('a visitor who sends too many files is asked to wait, and others are not', async () => {
  const place = await newPlace();
  const flood = await Promise.all(
    // One more than go through where they fall into two windows.
    Array.from({ length: 121 }, () =>
      put(asVisitor(place.visitor), crypto.randomUUID(), 'a', 'x', place.visitor.headers),
    ),
  );
  expect(new Set(flood.map(({ status }) => status))).toEqual(new Set([201, 429]));
  expect((await put(asVisitor(here.visitor), crypto.randomUUID(), 'a', 'x', here.visitor.headers)).status).toBe(201);
});

test('D1 nobody uploads into what is not his, and nothing is stored', async () => {
  const before = await rowsOf(here);
  const callers: [string, Record<string, string>][] = [
    [asVisitor(here.visitor), {}],
    [asVisitor(here.visitor), { authorization: 'Bearer nonsense' }],
    [asVisitor(here.visitor), neighbour.headers],
    [asVisitor(here.visitor), elsewhere.visitor.headers],
    [asAgent(here), {}],
    [asAgent(here), cookieOf(elsewhere)],
    [asAgent({ ...elsewhere, threadId: here.threadId }), cookieOf(elsewhere)],
    [`/api/visitor/threads/${crypto.randomUUID()}`, here.visitor.headers],
  ];
  for (const [thread, headers] of callers) {
    const answer = await put(thread, crypto.randomUUID(), 'a.txt', 'smuggled', headers);
    expect([401, 404], answer.text).toContain(answer.status);
  }
  const crossSite = await put(asAgent(here), crypto.randomUUID(), 'a', 'x', {
    ...cookieOf(here),
    origin: 'https://evil.test',
  });
  expect(crossSite.status).toBe(403);
  expect(await rowsOf(here)).toEqual(before);
});

test.each([
  ['SVG', 'x.svg', '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>'],
  ['HTML', 'x.html', '<!doctype html><script>alert(1)</script>'],
  [
    'XHTML',
    'x.xhtml',
    '<?xml version="1.0"?><html xmlns="http://www.w3.org/1999/xhtml"><script>alert(1)</script></html>',
  ],
  ['XML', 'x.xml', '<?xml version="1.0"?><?xml-stylesheet type="text/xsl" href="#"?><x/>'],
  ['MHTML', 'x.mhtml', 'MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary="x"\r\n\r\n--x'],
  ['PDF', 'x.pdf', '%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>'],
  ['HTML that says it is a PNG', 'a.png', '<script>alert(1)</script>'],
  ['a script with the head of a GIF', 'a.gif', 'GIF89a<script>alert(1)</script>'],
  ['a PNG with HTML behind its head', 'a.png', '\x89PNG\r\n\x1a\n<html><script>alert(1)</script>'],
])('D2, D3 %s is a download, whatever it says it is', async (_what, name, text) => {
  const id = crypto.randomUUID();
  const declared = { ...here.visitor.headers, 'content-type': 'image/png' };
  const { body } = await put(asVisitor(here.visitor), id, name, Buffer.from(text, 'latin1'), declared);
  expect(body).toMatchObject({ attachment: { width: null, height: null } });

  const { status, headers } = await fetchFile(here.visitor, id);

  expect(status).toBe(200);
  expect(headers.get('content-type')).toBe('application/octet-stream');
  expect(headers.get('content-disposition')).toMatch(/^attachment;/);
  expect(headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
  expect(headers.get('x-content-type-options')).toBe('nosniff');
});

test('D3 a picture by the name of a page is saved as a picture', async () => {
  const id = await uploadAs(here.visitor, png(), 'a.png.html');
  const { headers } = await fetchFile(here.visitor, id);
  expect(headers.get('content-type')).toBe('image/png');
  expect(headers.get('content-disposition')).toContain('filename="a.png.html.png"');
});

test.each([
  ['../../x.txt', 'x.txt'],
  ['a\r\nX-Evil: 1.txt', 'aX-Evil_ 1.txt'],
  ['say "hi".txt', 'say _hi_.txt'],
  ['\u202Egpj.exe', 'gpj.exe'],
  ['.ht\u200Baccess', 'htaccess'],
  ['nul', '_nul'],
  ['a\0b.txt', 'ab.txt'],
  ['日本語.txt', '日本語.txt'],
])('D4 a file called %j is shown as %j and stored under nothing of it', async (name, shown) => {
  const id = crypto.randomUUID();
  const { body } = await put(asVisitor(here.visitor), id, name, 'Words', here.visitor.headers);
  expect((body as { attachment: Attachment }).attachment.name).toBe(shown);

  const { headers } = await fetchFile(here.visitor, id);
  expect(headers.get('x-evil')).toBeNull();
  expect(headers.get('content-disposition')).toContain(`filename*=UTF-8''${encodeURIComponent(shown)}`);
  const row = (await rowsOf(here)).find((each) => each.id === id);
  expect(row?.storage_key).toMatch(/^[0-9a-f-]{36}\/[0-9a-f-]{36}\/[0-9a-f-]{36}$/);
});

test('D6 20 MB go through, one byte more does not, and says so before it is sent', async () => {
  const { visitor } = await newPlace();
  const most = await put(asVisitor(visitor), crypto.randomUUID(), 'a', Buffer.alloc(20 * MB, 1), visitor.headers);
  expect(most.status).toBe(201);

  const early = await startPut(visitor, { 'content-length': 20 * MB + 1 }, [Buffer.alloc(10)]);
  expect(early).toBe(413);
});

test('D6 without a length, or with one that is a lie, nothing is taken', async () => {
  const place = await newPlace();
  expect(await startPut(place.visitor, { 'transfer-encoding': 'chunked' }, [Buffer.alloc(1_000)], true)).toBe(411);
  expect(await rowsOf(place)).toEqual([]);

  const overstated = await cutShort(place.visitor, 1_000, 500);
  expect([400, 0]).toContain(overstated);
  const understated = await cutShort(place.visitor, 5, 500);
  expect(understated).toBe(201); // what follows the five bytes is another request, and none
  const [, five] = await rowsOf(place);
  expect(five).toMatchObject({ size: 5 });
  expect(
    (await put(asVisitor(place.visitor), crypto.randomUUID(), 'a', Buffer.alloc(0), place.visitor.headers)).status,
  ).toBe(400);
});

test('D6 a picture of 50,000 by 50,000 pixels is refused', async () => {
  const huge = png([], { width: 50_000, height: 50_000 });
  const answer = await put(asVisitor(here.visitor), crypto.randomUUID(), 'a.png', huge, here.visitor.headers);
  expect(answer.status).toBe(413);
});

test('D6 twelve uploads of 20 MB at once all go through', async () => {
  const place = await newPlace();
  const answers = await Promise.all(
    Array.from({ length: 12 }, (_, n) =>
      put(asAgent(place), crypto.randomUUID(), `${n}.jpg`, jpeg([], Buffer.alloc(19 * MB, n)), cookieOf(place)),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 201));
});

test("D7 another's upload cannot be sent, nor one's own twice, and nothing of the message is stored", async () => {
  const place = await newPlace();
  const other = await beginAsVisitor(place.workspaceId);
  const [own, theirs, foreign] = [
    await uploadAs(place.visitor, 'mine', 'a.txt'),
    await uploadAs(other, 'theirs', 'b.txt'),
    await uploadAs(elsewhere.visitor, 'foreign', 'c.txt'),
  ];
  const thread = asVisitor(place.visitor);
  const agents = crypto.randomUUID();
  await put(asAgent(place), agents, 'd.txt', 'the team’s', cookieOf(place));

  for (const ids of [[theirs], [foreign], [agents], [crypto.randomUUID()], [own, theirs], [own, own]]) {
    const answer = await send(thread, ids, place.visitor.headers, 'smuggled');
    expect([answer.status, answer.body]).toMatchObject([404, { error: { code: 'not_found' } }]);
  }
  expect((await send(asAgent(place), [own], cookieOf(place), 'smuggled')).status).toBe(404);
  expect((await send(thread, [own], place.visitor.headers)).status).toBe(201);
  expect((await send(thread, [own], place.visitor.headers, 'again')).status).toBe(404);

  const all = await knock(`${thread}/messages?before=100`, { headers: place.visitor.headers });
  expect((all.body as { messages: unknown[] }).messages).toHaveLength(2);
});

test('a message with files that is sent again is the same message, with other files it is refused', async () => {
  const { visitor } = await newPlace();
  const [one, two] = [await uploadAs(visitor, '1', 'a'), await uploadAs(visitor, '2', 'b')];
  const message = { id: newMessageId(), text: 'Two', attachmentIds: [two, one] };
  const first = await post(`${asVisitor(visitor)}/messages`, message, visitor.headers);

  const again = await post(`${asVisitor(visitor)}/messages`, message, visitor.headers);
  const other = await post(`${asVisitor(visitor)}/messages`, { ...message, attachmentIds: [] }, visitor.headers);

  expect(first.body).toMatchObject({ message: { attachments: [{ id: two }, { id: one }] } });
  expect([again.status, again.body]).toEqual([201, first.body]);
  expect(other.status).toBe(409);
});

test('only the people of the thread get links, and a visitor none to what the team keeps to itself', async () => {
  const place = await newPlace();
  const other = await beginAsVisitor(place.workspaceId);
  const [sent, draft] = [await uploadAs(place.visitor, 'sent', 'a'), await uploadAs(place.visitor, 'draft', 'b')];
  await send(asVisitor(place.visitor), [sent], place.visitor.headers);
  const [noted, agentsDraft] = [crypto.randomUUID(), crypto.randomUUID()];
  await put(asAgent(place), noted, 'c', 'noted', cookieOf(place));
  await put(asAgent(place), agentsDraft, 'd', 'draft', cookieOf(place));
  const note = { id: newMessageId(), text: '', attachmentIds: [noted] };
  expect((await post(`${asAgent(place)}/notes`, note, cookieOf(place))).status).toBe(201);

  const asked = async (thread: string, headers: Record<string, string>) => {
    const ids = [sent, draft, noted, agentsDraft];
    const answer = await post(`${thread}/attachment-links`, { ids }, headers);
    return answer.status === 200
      ? (answer.body as { links: AttachmentLink[] }).links.map(({ id }) => id).toSorted()
      : answer.status;
  };

  expect(await asked(asVisitor(place.visitor), place.visitor.headers)).toEqual([sent, draft].toSorted());
  expect(await asked(asAgent(place), cookieOf(place))).toEqual([sent, noted, agentsDraft].toSorted());
  expect(await asked(asVisitor(place.visitor), other.headers)).toBe(404);
  expect(await asked(asVisitor(other), other.headers)).toBe(404);
  expect(await asked(asVisitor(place.visitor), elsewhere.visitor.headers)).toBe(404);
  expect(await asked(asAgent(place), cookieOf(elsewhere))).toBe(404);
  expect(await asked(asAgent(elsewhere), cookieOf(elsewhere))).toBe(404);
  expect(await asked(asVisitor(place.visitor), {})).toBe(401);
});

test('the file of a message that was taken back can no longer be fetched by the visitor', async () => {
  const { visitor } = await newPlace();
  const id = await uploadAs(visitor, 'oops', 'a');
  const { body } = await send(asVisitor(visitor), [id], visitor.headers);
  const message = `${asVisitor(visitor)}/messages/${(body as { message: { id: string } }).message.id}`;

  const deleted = await knock(message, { method: 'DELETE', headers: visitor.headers });

  expect(deleted.body).toMatchObject({ message: { attachments: [], deletedAt: expect.any(String) } });
  expect((await post(`${asVisitor(visitor)}/attachment-links`, { ids: [id] }, visitor.headers)).status).toBe(404);
});

test('a link ends after five minutes, and no changed one opens anything', async () => {
  const id = await uploadAs(here.visitor, 'Words', 'a.txt');
  const { url, expiresAt } = await linkTo(asVisitor(here.visitor), id, here.visitor.headers);
  expect(Date.parse(expiresAt) - Date.now()).toBeGreaterThan(290_000);
  expect(Date.parse(expiresAt) - Date.now()).toBeLessThanOrEqual(300_000);
  expect((await follow(url)).status).toBe(200);

  const [row] = (await rowsOf(here)).filter((each) => each.id === id);
  const file = { storageKey: row?.storage_key ?? '', name: 'a.txt', type: 'text/html', isImage: false };
  const { config } = surroundingsOfSystem();
  const before = (seconds: number) => new Date(Date.now() - seconds * 1000);
  expect((await follow((await signFileLink(config, before(290), file)).url)).status).toBe(200);
  expect((await follow((await signFileLink(config, before(301), file)).url)).status).toBe(404);
  const keys = { ...config.keys, fileLink: config.keys.ticket };
  expect((await follow((await signFileLink({ ...config, keys }, new Date(), file)).url)).status).toBe(404);

  const [head = '', claims = '', signature = ''] = new URL(url).pathname.slice('/files/'.length).split('.');
  const other = JSON.parse(Buffer.from(claims, 'base64url').toString());
  const encoded = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  for (const token of [
    `${head}.${encoded({ ...other, isImage: true, type: 'text/html' })}.${signature}`,
    `${head}.${encoded({ ...other, exp: other.exp + 1_000 })}.${signature}`,
    `${encoded({ alg: 'none' })}.${claims}.`,
    `${encoded({ alg: 'none' })}.${claims}.${signature}`,
    `${head}.${claims}.${signature.slice(0, -2)}`,
    here.visitor.access.token,
    '..%2f',
  ]) {
    expect((await follow(`${new URL(url).origin}/files/${token}`)).status, token).toBe(404);
  }
});

test('files are served on their own host only, and nothing else there', async () => {
  const id = await uploadAs(here.visitor, 'Words', 'a.txt');
  const { url } = await linkTo(asVisitor(here.visitor), id, here.visitor.headers);
  const { appUrl, filesUrl } = inject('system');
  expect(new URL(url).origin).toBe(filesUrl);
  expect(new URL(appUrl).host).not.toBe(new URL(filesUrl).host);

  expect((await follow(url, { method: 'POST' })).status).toBe(404);
  expect((await follow(url, { method: 'HEAD' })).headers.get('content-length')).toBe('5');
  expect((await follow(`${appUrl}${new URL(url).pathname}`)).status).toBe(404);
  expect((await knock(new URL(url).pathname)).status).toBe(404);
  for (const path of [
    '/',
    '/inbox',
    '/inbox/topics',
    `/m?workspace=${here.workspaceId}`,
    '/live',
    '/files/',
    '/api/account/me',
    '/w.js',
    '/m.html',
    await anAsset(),
  ]) {
    const answer = await follow(`${filesUrl}${path}`, { headers: cookieOf(here) });
    expect([answer.status, answer.headers.get('content-type')], path).toEqual([404, 'application/json']);
  }
});

/** The path of a hashed file that the app's own host serves. */
async function anAsset(): Promise<string> {
  const { text: page } = await knock('/inbox');
  const [path] = /\/assets\/[\w.-]+/.exec(page) ?? [];
  if (!path) throw new Error('The inbox has no asset');
  expect((await knock(path)).status).toBe(200);
  return path;
}

test('pages may show pictures from the host of files, and from no other', async () => {
  const { filesUrl } = inject('system');
  for (const page of ['/inbox', `/m?workspace=${here.workspaceId}`]) {
    const { headers } = await knock(page);
    expect(headers.get('content-security-policy')).toContain(`img-src 'self' data: ${filesUrl};`);
  }
});

/** A PUT whose body is written by hand; resolves with the status as soon as there is one. */
function startPut(
  visitor: Place['visitor'],
  headers: Record<string, string | number>,
  parts: Buffer[],
  ends = false,
): Promise<number> {
  const path = `${asVisitor(visitor)}/attachments/${crypto.randomUUID()}?name=a`;
  return new Promise((resolve, reject) => {
    const sent = request(`${inject('system').apiUrl}${path}`, {
      method: 'PUT',
      headers: { ...visitor.headers, ...headers },
    });
    sent.on('response', (answer) => {
      resolve(answer.statusCode ?? 0);
      answer.resume();
      sent.destroy();
    });
    sent.on('error', reject);
    for (const part of parts) sent.write(part);
    if (ends) sent.end();
    else sent.flushHeaders();
  });
}

/** Says so many bytes and sends so many, then hangs up. Resolves with the status, 0 where there was no answer. */
function cutShort({ thread, headers }: Place['visitor'], said: number, sends: number): Promise<number> {
  const { hostname, port } = new URL(inject('system').apiUrl);
  const path = `/api/visitor/threads/${thread.id}/attachments/${crypto.randomUUID()}?name=a`;
  return new Promise((resolve) => {
    let text = '';
    const socket = connectSocket({ host: hostname, port: Number(port) }, () => {
      socket.write(
        `PUT ${path} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nAuthorization: ${headers.authorization}\r\nContent-Length: ${said}\r\n\r\n`,
      );
      socket.end(Buffer.alloc(sends, 'x'));
    });
    socket.on('data', (bytes) => {
      text += bytes;
    });
    const done = () => resolve(Number(/^HTTP\/1.1 (\d+)/.exec(text)?.[1] ?? 0));
    socket.on('close', done);
    socket.on('error', done);
  });
}
