import type { Seen, Told } from './history.ts';

type Loose = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Loose => typeof value === 'object' && value !== null;
const isText = (value: unknown): value is string => typeof value === 'string';

/** A message of any view, reduced to what the checker compares. */
export function toSeen(message: object): Seen {
  const { id, seq, rev, kind, text, deletedAt, isDeleted } = message as Loose;
  return {
    id: String(id),
    seq: Number(seq),
    rev: Number(rev),
    kind: kind === 'note' ? 'note' : 'message',
    text: String(text ?? ''),
    isDeleted: Boolean(deletedAt ?? isDeleted),
  };
}

/** What an answer or a frame says about a thread, whichever route it came from. */
export function readTold(body: unknown): Told {
  if (!isObject(body)) return {};
  const part = isObject(body.thread) ? body.thread : body;
  const messages = [part.messages, part.message ? [part.message] : []].filter(Array.isArray).flat().filter(isObject);
  const { topic } = part;
  const threadId = [part.id, messages[0]?.threadId, isObject(topic) ? topic.threadId : undefined].find(isText);
  const isWhole = typeof part.rev === 'number' && Array.isArray(part.messages) && part.more !== true;
  return {
    ...(threadId && { threadId }),
    ...(isWhole && { rev: Number(part.rev) }),
    ...(messages.length > 0 && { messages: messages.map(toSeen) }),
    ...(isObject(topic) && {
      topic: {
        id: String(topic.id),
        rev: Number(topic.rev),
        ...(isText(topic.status) && { status: topic.status }),
      },
    }),
  };
}

const VERBS: readonly (readonly [RegExp, string])[] = [
  [/^POST \/api\/visitor\/threads$/, 'begin'],
  [/^POST \/api\/visitor\/session$/, 'open'],
  [/^POST .*\/threads\/([^/]+)\/messages$/, 'send'],
  [/^POST .*\/threads\/([^/]+)\/notes$/, 'send-note'],
  [/^GET .*\/threads\/([^/]+)\/changes$/, 'changes'],
  [/^GET .*\/threads\/([^/]+)\/messages$/, 'history'],
  [/^GET .*\/threads\/([^/]+)$/, 'thread'],
  [/^PATCH .*\/topics\/([^/]+)$/, 'status'],
  [/^POST .*\/topics\/([^/]+)\/read$/, 'read'],
  [/^POST .*\/seen$/, 'saw'],
  [/^PATCH .*\/messages\/([^/]+)$/, 'edit'],
  [/^DELETE .*\/messages\/([^/]+)$/, 'delete'],
];

export type Question = { verb: string; threadId?: string; id?: string; text?: string };

/** Which verb a request calls, and on what. */
export function readQuestion(method: string, path: string, body: unknown): Question {
  const [pathname = ''] = path.split('?');
  const found = VERBS.find(([pattern]) => pattern.test(`${method} ${pathname}`));
  if (!found) return { verb: `${method} ${pathname.split('/').at(-1)}` };
  const [pattern, verb] = found;
  const target = pattern.exec(`${method} ${pathname}`)?.[1];
  const message = isObject(body) && isObject(body.message) ? body.message : isObject(body) ? body : {};
  const isAboutThread = /\/threads\/[^/]+/.test(pathname);
  const threadId = /\/threads\/([^/]+)/.exec(pathname)?.[1];
  return {
    verb,
    ...(isAboutThread && threadId && { threadId }),
    ...(isText(message.id) ? { id: message.id } : target && { id: target }),
    ...(isText(message.text) && { text: message.text }),
    ...(isText(message.status) && { text: message.status }),
    ...(typeof message.seq === 'number' && { text: String(message.seq) }),
  };
}
