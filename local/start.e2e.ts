import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { findFreePort } from './free-port.ts';
import { startRealPostgres } from './real-postgres.ts';
import { DEMO } from './seed.ts';

type Started = {
  child: ChildProcess;
  words(): string;
  exit: Promise<number | null>;
  app: string;
  shop: string;
  mail: string;
};

/** Where one is started: its data, and the port that it tries first. */
type Place = { dataDir: string; port: number; running: ChildProcess[] };

const BEHIND_A_PROXY = { PUBLIC_URL: 'https://support.shop.test', FILES_URL: 'https://files.shop.test' };

async function newPlace(): Promise<Place> {
  const dataDir = await mkdtemp(join(tmpdir(), 'everthread-start-'));
  return { dataDir, port: await findFreePort(19_000), running: [] };
}

async function leave({ dataDir, running }: Place): Promise<void> {
  for (const child of running) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    await gone;
  }
  await rm(dataDir, { recursive: true, maxRetries: 5, retryDelay: 200 });
}

function run(
  { dataDir, port, running }: Place,
  env: Record<string, string> = {},
): Omit<Started, 'app' | 'shop' | 'mail'> {
  const child = spawn(process.execPath, [resolve(import.meta.dirname, 'start.ts')], {
    env: { ...process.env, EVERTHREAD_DATA: dataDir, PORT: String(port), ...env, npm_lifecycle_event: '' },
  });
  running.push(child);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (said += chunk));
  return { child, words: () => said, exit: once(child, 'exit').then(([code]) => code as number | null) };
}

async function start(place: Place, env: Record<string, string> = {}): Promise<Started> {
  const started = run(place, env);
  await vi.waitFor(() => expect(started.words()).toContain('Ctrl-C ends it'), { timeout: 90_000 });
  const urlOf = (name: string) => new RegExp(`${name}\\s+(https?://\\S+)`).exec(started.words())?.[1] ?? '';
  return { ...started, app: new URL(urlOf('Inbox')).origin, shop: urlOf('Demo shop'), mail: urlOf('Mailbox') };
}

async function end({ child, exit }: Started, signal: NodeJS.Signals): Promise<number | null> {
  child.kill(signal);
  return exit;
}

const post = (app: string, path: string, body: object, headers: Record<string, string> = {}) =>
  fetch(app + path, {
    method: 'POST',
    headers: { origin: app, 'content-type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });

async function signIn(app: string): Promise<string> {
  const answer = await post(app, '/api/account/sign-in', { email: DEMO.email, password: DEMO.password });
  expect(answer.status).toBe(200);
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
}

/** Of what is done a page. */
const SEEDED = { open: 2, waiting: 2, done: 50 };

async function countTopics(app: string) {
  const cookie = await signIn(app);
  const count = async (status: string) => {
    const url = `${app}/api/workspaces/${DEMO.workspaceId}/topics?status=${status}`;
    const answer = await fetch(url, { headers: { cookie } });
    return ((await answer.json()) as { topics: unknown[] }).topics.length;
  };
  return { open: await count('open'), waiting: await count('waiting'), done: await count('done') };
}

/** What the link of a caught mail carries. */
async function caughtToken(mail: string, page: string): Promise<string> {
  const tokens = async () => {
    const mails = (await (await fetch(`${mail}/mails.json`)).json()) as { text: string }[];
    return mails.flatMap(({ text }) => new RegExp(`/inbox/${page}#token=(\\S+)`).exec(text)?.[1] ?? []);
  };
  await expect.poll(tokens, { timeout: 20_000 }).toHaveLength(1);
  return (await tokens())[0] ?? '';
}

const session = async (answer: Response) =>
  (await answer.json()) as {
    access: { token: string };
    thread: { id: string; messages: { id: string; text: string }[] };
  };

async function beginAsVisitor(app: string, text = 'Hello') {
  const key = randomBytes(32).toString('base64url');
  const message = { id: randomUUID(), text };
  const answer = await post(app, '/api/visitor/threads', { workspaceId: DEMO.workspaceId, key, message });
  expect(answer.status).toBe(201);
  const { access, thread } = await session(answer);
  const headers = { authorization: `Bearer ${access.token}` };
  const send = (id: string, text = `Message ${id}`) =>
    post(app, `/api/visitor/threads/${thread.id}/messages`, { id, text }, headers);
  return { key, headers, first: message.id, send };
}

/** A flow of the demo workspace's: whoever asks for his parcel is asked for its number, and given a person. */
async function saveFlow(app: string): Promise<void> {
  const steps = [
    { kind: 'ask', id: 'ask', name: 'order', wants: 'order-number', words: { en: 'Which number has it?' } },
    { kind: 'say', id: 'say', words: { en: 'I have noted {order}.' } },
    { kind: 'person', id: 'person' },
  ];
  const conditions = [{ kind: 'words', anyOf: ['parcel'] }];
  const answer = await fetch(`${app}/api/workspaces/${DEMO.workspaceId}/flows/${randomUUID()}`, {
    method: 'PUT',
    headers: { origin: app, 'content-type': 'application/json', cookie: await signIn(app) },
    body: JSON.stringify({ base: 0, isOn: true, plan: { name: 'Parcel', trigger: 'any-message', conditions, steps } }),
  });
  expect(answer.status).toBe(200);
}

async function readAsVisitor(app: string, key: string): Promise<string[]> {
  const answer = await post(app, '/api/visitor/session', { workspaceId: DEMO.workspaceId, key });
  return (await session(answer)).thread.messages.map(({ text }) => text);
}

describe('one that runs, beside something else at the port that it was to have', () => {
  let place: Place;
  let started: Started;
  const other = createServer();
  beforeAll(async () => {
    await once(other.listen(0, '127.0.0.1'), 'listening');
    place = { ...(await newPlace()), port: (other.address() as AddressInfo).port };
    started = await start(place);
  });
  afterAll(async () => {
    other.close();
    await leave(place);
  });

  test('has a seeded workspace, a shop that is another site, and a mailbox', async () => {
    expect(await countTopics(started.app)).toEqual(SEEDED);
    const shop = await (await fetch(started.shop)).text();
    expect(shop).toContain(`src="${started.app}/w.js"`);
    expect(new URL(started.shop).hostname).not.toBe(new URL(started.app).hostname);
    expect(await (await fetch(started.mail)).text()).toContain('Nothing yet');
    expect((await stat(join(place.dataDir, 'secrets.json'))).mode & 0o777).toBe(0o600);
  });

  test('a visitor of the shop proves his address, and is mailed his conversation', async () => {
    const { headers } = await beginAsVisitor(started.app, 'Which pot is for two?');
    const mailed = async (what: string) => {
      const mails = await (await fetch(`${started.mail}/mails.json`)).json();
      return (mails as { subject: string; text: string }[]).find(({ text }) => text.includes(what));
    };
    await post(started.app, '/api/visitor/mail-address', { address: 'ines@example.com' }, headers);
    await vi.waitFor(async () => expect(await mailed('“Leaf & Clay”')).toBeDefined(), { timeout: 30_000 });
    const code = (await mailed('“Leaf & Clay”'))?.subject.replace(/\D/g, '');
    expect((await post(started.app, '/api/visitor/mail-address/code', { code }, headers)).status).toBe(200);
    expect((await post(started.app, '/api/visitor/mail-address/transcript', {}, headers)).status).toBe(200);
    expect(await mailed('Which pot is for two?')).toBeDefined();
  });

  test('left the taken port alone, and says the next free one', () => {
    expect(started.words()).toContain(`Port ${place.port} is taken`);
    expect(Number(new URL(started.app).port)).toBeGreaterThan(place.port);
  });

  test('where a proxy leads to a port that is taken, does not begin at another', async () => {
    const behindProxy = { ...(await newPlace()), port: place.port };
    const { exit, words } = run(behindProxy, BEHIND_A_PROXY);
    expect(await exit).toBe(1);
    expect(words()).toMatch(new RegExp(`port ${place.port} is taken, and the proxy`));
    expect(words()).not.toMatch(/ready|\n {4}at /);
    await leave(behindProxy);
  });

  test('says how long it took until it was ready, and where it is', async () => {
    expect(started.words()).toMatch(/ready \(\d+\.\d s\)/);
    const holder = JSON.parse(await readFile(join(place.dataDir, 'holder.json'), 'utf8'));
    expect(holder).toMatchObject({ url: expect.any(String) });
  });

  test('a second one on the same data refuses, and says where the first is', async () => {
    const second = run(place);
    expect(await second.exit).toBe(1);
    expect(second.words()).toContain(`in use by process ${started.child.pid}`);
    expect(second.words()).toContain(started.app);
  });

  test('catches mail on the mailbox page, and its link works', async () => {
    const { app, mail } = started;
    const email = `nova-${randomUUID()}@shop.example`;
    const signUp = { email, password: 'quite a long password', name: 'Nova', workspaceName: 'Nova Teas' };
    expect((await post(app, '/api/account/sign-up', signUp)).status).toBe(202);
    type Mail = { to: string[]; text: string };
    const mails = async () => {
      const all = (await (await fetch(`${mail}/mails.json`)).json()) as Mail[];
      return all.filter(({ to }) => to.includes(email));
    };
    await expect.poll(mails).toHaveLength(1);
    const [caught] = await mails();
    expect(caught).toMatchObject({ to: [email], text: expect.stringContaining(`${app}/inbox/confirm#token=`) });
  });

  test('ends cleanly', async () => {
    expect(await end(started, 'SIGTERM')).toBe(0);
    expect(existsSync(join(place.dataDir, 'holder.json'))).toBe(false);
    await expect(fetch(started.app)).rejects.toThrow();
  });
});

describe('one that is killed, or cannot begin', () => {
  let place: Place;
  beforeEach(async () => {
    place = await newPlace();
  });
  afterEach(() => leave(place));

  test('in the middle of a conversation: what was acknowledged is there, once, a flow goes on, and nothing holds the port', async () => {
    const before = await start(place);
    await saveFlow(before.app);
    const asked = await beginAsVisitor(before.app, 'Where is my parcel?');
    await expect.poll(() => readAsVisitor(before.app, asked.key)).toContain('Which number has it?');
    const { key, first, send } = await beginAsVisitor(before.app);
    const acknowledged = [first];
    for (let n = 0; n < 40; n++) {
      const id = randomUUID();
      const answer = await send(id).catch(() => undefined);
      if (answer?.status === 201) acknowledged.push(id);
      if (acknowledged.length === 15) await end(before, 'SIGKILL');
    }

    const after = await start(place);
    expect(after.app).toBe(before.app); // the port was free again at once
    const answer = await post(after.app, '/api/visitor/session', { workspaceId: DEMO.workspaceId, key });
    const ids = (await session(answer)).thread.messages.map(({ id }) => id);
    expect(acknowledged).toHaveLength(15);
    expect(ids.slice(0, 15)).toEqual(acknowledged);
    expect(new Set(ids).size).toBe(ids.length);
    expect((await countTopics(after.app)).open).toBe(4); // not seeded a second time

    expect((await asked.send(randomUUID(), 'TS-10423')).status).toBe(201);
    await expect.poll(() => readAsVisitor(after.app, asked.key)).toHaveLength(5);
    expect((await readAsVisitor(after.app, asked.key)).slice(0, 4)).toEqual([
      'Where is my parcel?',
      'Which number has it?',
      'TS-10423',
      'I have noted TS-10423.',
    ]);
  });

  test.each([
    ['PORT must be a number', { PORT: 'abc' }],
    ['beside PUBLIC_URL it needs FILES_URL', { PUBLIC_URL: 'https://support.example.com' }],
    ['PUBLIC_URL must be the URL', { PUBLIC_URL: 'support.example.com', FILES_URL: 'https://files.example.net' }],
    [
      'PUBLIC_URL must be a host of its own',
      { PUBLIC_URL: 'https://example.com/chat', FILES_URL: 'https://f.example' },
    ],
    ['it needs MAIL_FROM', { RESEND_API_KEY: 're_123' }],
    ['SIGN_UP must be invitation or open', { SIGN_UP: 'closed' }],
    ['nothing can be written', { EVERTHREAD_DATA: '/dev/null/data' }],
    ['on another host', { PUBLIC_URL: 'https://support.example.com', FILES_URL: 'https://support.example.com' }],
    ['OPENAI_MODEL is missing', { OPENAI_API_KEY: 'a-key' }],
  ])('on settings that cannot work says “%s”, and does not begin', async (why, env) => {
    const { exit, words } = run(place, env);
    expect(await exit).toBe(1);
    expect(words()).toContain(why);
    expect(words()).not.toMatch(/ready|\n {4}at /);
  });

  test('with the demo’s agent in it is not public, until his password is another, chosen as the refusal says', async () => {
    await end(await start(place), 'SIGTERM');

    const refused = run(place, BEHIND_A_PROXY);
    expect(await refused.exit).toBe(1);
    expect(refused.words()).toMatch(/demo@shop\.example, is in this database with the password that everybody knows/);
    expect(refused.words()).not.toMatch(/ready|\n {4}at /);

    const demo = await start(place);
    expect((await post(demo.app, '/api/account/forgot', { email: DEMO.email })).status).toBe(202);
    const token = await caughtToken(demo.mail, 'reset');
    const chosen = await post(demo.app, '/api/account/reset', { token, password: 'one of his own' });
    expect(chosen.status).toBe(200);
    await end(demo, 'SIGTERM');

    expect((await start(place, BEHIND_A_PROXY)).app).toBe(BEHIND_A_PROXY.PUBLIC_URL);
  }, 240_000); // it starts four times

  test('on a Postgres of one’s own finds there what it had', async () => {
    const postgres = await startRealPostgres();
    const env = { DATABASE_URL: postgres.ownerUrl };
    const first = await start(place, env);
    expect(await countTopics(first.app)).toEqual(SEEDED);
    await end(first, 'SIGKILL');
    const second = await start(place, env);
    expect(await countTopics(second.app)).toEqual(SEEDED);
    expect(await end(second, 'SIGINT')).toBe(0);
    expect(existsSync(join(place.dataDir, 'postgres'))).toBe(false);
    await postgres.stop();
  });
});
