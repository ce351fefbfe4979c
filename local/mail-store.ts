import { createHash, randomUUID, timingSafeEqual } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import type { IncomingHttpHeaders } from 'node:http';
import { join, resolve } from 'node:path';

export type Mail = {
  id: string;
  at: string;
  from: string;
  to: string[];
  subject: string;
  text?: string;
  html?: string;
  replyTo?: string[];
  headers?: Record<string, string>;
  idempotency?: { key: string; payload: string };
};

export type MailStore = {
  /** Newest first. */
  all(): readonly Mail[];
  find(id: string): Mail | undefined;
  keep(mail: Mail): Promise<void>;
  style(): Promise<string>;
};

export type Reply = { status: number; body: object };

const MOST_MAILS = 500;
const LONGEST_KEY = 256;

/** Mails of earlier runs are still there. */
export async function openMailStore(dir: string): Promise<MailStore> {
  await mkdir(dir, { recursive: true });
  const files = (await readdir(dir)).filter((file) => file.endsWith('.json'));
  const kept = await Promise.all(
    files.map(async (file) => JSON.parse(await readFile(join(dir, file), 'utf8')) as Mail),
  );
  const mails = kept.toSorted((a, b) => b.at.localeCompare(a.at));
  const fileOf = ({ id }: Mail) => join(dir, `${id}.json`);
  return {
    all: () => mails,
    find: (id) => mails.find((mail) => mail.id === id),
    async keep(mail) {
      mails.unshift(mail);
      await writeFile(`${fileOf(mail)}.unfinished`, JSON.stringify(mail));
      await rename(`${fileOf(mail)}.unfinished`, fileOf(mail));
      await Promise.all(mails.splice(MOST_MAILS).map((old) => rm(fileOf(old), { force: true })));
    },
    style: () => readFile(resolve(import.meta.dirname, 'mailbox.css'), 'utf8'),
  };
}

/** Answers as Resend's `POST /emails` does, well enough for its own client. */
export async function acceptMail(
  store: MailStore,
  apiKey: string,
  headers: IncomingHttpHeaders,
  body: string | undefined,
): Promise<Reply> {
  const refusal = refusalOfKey(apiKey, headers);
  if (refusal) return refusal;
  if (body === undefined) return refuse(413, 'validation_error', 'The mail is too large');
  const mail = readMail(body);
  if ('status' in mail) return mail;
  const key = headers['idempotency-key'];
  if (key === undefined) return accept(store, mail);
  if (Array.isArray(key) || key.length < 1 || key.length > LONGEST_KEY) {
    return refuse(400, 'invalid_idempotency_key', `The key must be between 1 and ${LONGEST_KEY} characters`);
  }
  const payload = createHash('sha256').update(body).digest('base64url');
  const before = store.all().find(({ idempotency }) => idempotency?.key === key);
  if (!before) return accept(store, { ...mail, idempotency: { key, payload } });
  if (before.idempotency?.payload === payload) return { status: 200, body: { id: before.id } };
  return refuse(409, 'invalid_idempotent_request', 'The same key was used with another mail');
}

/** Why nobody is served who has not the key. */
export function refusalOfKey(apiKey: string, headers: IncomingHttpHeaders): Reply | undefined {
  const given = /^Bearer (.+)$/.exec(headers.authorization ?? '')?.[1];
  if (given === undefined) return refuse(401, 'missing_api_key', 'Missing API key in the authorization header');
  return isSame(given, apiKey) ? undefined : refuse(403, 'invalid_api_key', 'API key is invalid');
}

async function accept(store: MailStore, mail: Omit<Mail, 'id' | 'at'>): Promise<Reply> {
  const id = randomUUID();
  await store.keep({ id, at: new Date().toISOString(), ...mail });
  return { status: 200, body: { id } };
}

export const refuse = (status: number, name: string, message: string): Reply => ({
  status,
  body: { statusCode: status, name, message },
});

const isSame = (a: string, b: string) => timingSafeEqual(digest(a), digest(b));
const digest = (text: string) => createHash('sha256').update(text).digest();

function readMail(body: string): Omit<Mail, 'id' | 'at'> | Reply {
  let json: Record<string, unknown>;
  try {
    json = Object(JSON.parse(body)) as Record<string, unknown>;
  } catch {
    return refuse(400, 'validation_error', 'The body is not JSON');
  }
  const { from, to, subject, text, html, reply_to: replyTo, headers } = json;
  if (typeof from !== 'string' || !isAddressList(to) || typeof subject !== 'string') {
    return refuse(422, 'missing_required_field', 'A mail needs "from", "to" and "subject"');
  }
  if (typeof text !== 'string' && typeof html !== 'string') {
    return refuse(422, 'missing_required_field', 'A mail needs "text" or "html"');
  }
  return {
    from,
    to: [to].flat(),
    subject,
    ...(typeof text === 'string' && { text }),
    ...(typeof html === 'string' && { html }),
    ...(isAddressList(replyTo) && { replyTo: [replyTo].flat() }),
    ...(headers !== null && typeof headers === 'object' && { headers: headers as Record<string, string> }),
  };
}

const isAddressList = (value: unknown): value is string | string[] =>
  [value].flat().length > 0 && [value].flat().every((item) => typeof item === 'string' && item !== '');
