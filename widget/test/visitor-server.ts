import type { Message } from '@everthread/shared/models/message';
import type { VisitorTopic } from '@everthread/shared/models/topic';

type Thread = { id: string; messages: Message[]; topics: VisitorTopic[] };
export type Fault = { status: number; code: string } | 'cut' | 'answer lost';

const PAGE = 50;
const seen = { visitor: 0, team: 0 };

/** The far end of the wire for tests of the messenger: answers as the visitor's API does, and fails when told to. */
export function visitorServer() {
  const byKey = new Map<string, Thread>();
  const byToken = new Map<string, Thread>();
  const asked: string[] = [];
  let faults: Fault[] = [];
  let made = 0;
  const newId = (name: string) => {
    made += 1;
    return `${name}${made}`;
  };

  function append(thread: Thread, id: string, text: string, agent?: string): Message {
    const stored = thread.messages.find((message) => message.id === id);
    if (stored) return stored;
    const seq = thread.messages.length + 1;
    const author = agent ? { kind: 'agent', id: agent, name: agent } : { kind: 'visitor', id: 'v' };
    const topicId = thread.topics[0]?.id;
    const sentAt = new Date(1_800_000_000_000 + seq * 1_000).toISOString();
    const message = { id, threadId: thread.id, topicId, seq, rev: seq, author, text, sentAt } as Message;
    thread.messages.push(message);
    return message;
  }

  function session(thread: Thread) {
    const token = newId('token');
    byToken.set(token, thread);
    const { id, messages, topics } = thread;
    const page = messages.slice(-PAGE);
    return {
      access: { visitorId: 'v', token, expiresAt: '', ticket: newId('ticket') },
      thread: { id, rev: messages.length, messages: page, topics, seen, hasEarlier: messages.length > PAGE },
    };
  }

  function answer(path: string, body: Record<string, never>, token: string): [number, unknown] {
    if (path === 'session') {
      const thread = byKey.get(body.key ?? '');
      return thread ? [200, session(thread)] : [404, { error: { code: 'not_found' } }];
    }
    if (path === 'threads') {
      const { key, message } = body as unknown as { key: string; message: { id: string; text: string } };
      const id = newId('thread');
      const topic = { id: newId('topic'), threadId: id, rev: 1, firstSeq: 1, startedAt: '' } as unknown as VisitorTopic;
      const thread = byKey.get(key) ?? { id, messages: [], topics: [topic] };
      byKey.set(key, thread);
      append(thread, message.id, message.text);
      return [201, session(thread)];
    }
    const thread = byToken.get(token);
    if (!thread) return [401, { error: { code: 'signed_out' } }];
    const [, asked, list, query] = /^threads\/([^/]+)\/(messages|changes)(.*)$/.exec(path) ?? [];
    const number = Number(query?.split('=')[1]);
    if (asked !== undefined && asked !== thread.id) return [404, { error: { code: 'not_found' } }];
    if (path === 'ticket') return [201, { ticket: newId('ticket') }];
    if (list === 'changes') {
      const messages = thread.messages.filter(({ rev }) => rev > number);
      return [200, { rev: thread.messages.length, messages, topics: [], seen, more: false }];
    }
    if (query) {
      const earlier = thread.messages.filter(({ seq }) => seq < number);
      return [200, { messages: earlier.slice(-PAGE), hasEarlier: earlier.length > PAGE }];
    }
    const message = append(thread, body.id ?? '', body.text ?? '');
    return [201, { message, topic: thread.topics[0] }];
  }

  return {
    asked,
    byKey,
    fail(...next: Fault[]) {
      faults = next;
    },
    forgetTokens: () => byToken.clear(),
    forgetVisitors() {
      byKey.clear();
      byToken.clear();
    },
    /** The team has made another thread of what this key opened. */
    moveTo(key: string, id: string, messages: Message[]) {
      const was = byKey.get(key);
      const thread = { id, messages, topics: was?.topics ?? [] };
      byKey.set(key, thread);
      for (const [token, each] of byToken) if (each === was) byToken.set(token, thread);
    },
    append,
    fetch: (async (url: string, init: RequestInit) => {
      const path = String(url).replace('/api/visitor/', '');
      const token = (init.headers as Record<string, string>).authorization?.slice('Bearer '.length) ?? '';
      asked.push(path);
      const fault = faults.shift();
      if (fault === 'cut') throw new TypeError('Failed to fetch');
      if (typeof fault === 'object') return Response.json({ error: { code: fault.code } }, { status: fault.status });
      const [status, body] = answer(path, JSON.parse(String(init.body ?? '{}')), token);
      if (fault === 'answer lost') throw new TypeError('Failed to fetch');
      return Response.json(body, { status });
    }) as typeof fetch,
  };
}
