import type { Mutant } from './device-network.ts';
import { seeded } from './random.ts';
import type { SeedOptions } from './run-seed.ts';

type Mutation = Pick<SeedOptions, 'mutant' | 'sabotage'>;

/** Ways to break Everthread on purpose. A checker that passes one of them is worth nothing. */
export const mutations: Readonly<Record<string, (seed: string) => Mutation>> = {
  /** The server answers a visitor before the commit, and then sometimes does not commit. */
  'answers-early': (seed) => ({
    mutant: (device) => (device.startsWith('visitor') ? answersEarly(`${seed}/${device}`) : undefined),
  }),
  /** A client misses frames, and catches up from the highest revision that it has heard of. */
  'trusts-highest': (seed) => ({ mutant: (device) => trustsHighest(`${seed}/${device}`) }),
  /** A retry is stored once more, under another id. */
  doubles: () => ({
    sabotage: (world, workspaceId) =>
      world.ask(
        `with last as (select * from messages where workspace_id = $1 order by thread_id, seq desc limit 1),
           thread as (update threads set last_seq = threads.last_seq + 1, rev = threads.rev + 1 from last
             where threads.workspace_id = $1 and threads.id = last.thread_id returning threads.*)
         insert into messages (workspace_id, id, thread_id, topic_id, seq, rev, kind, author_kind, agent_id, text, sent_at)
         select $1, gen_random_uuid(), last.thread_id, last.topic_id, thread.last_seq, thread.rev, last.kind,
           last.author_kind, last.agent_id, last.text, last.sent_at
         from last, thread`,
        [workspaceId],
      ),
  }),
  /** Two messages change places after everybody has seen them. */
  reorders: () => ({
    async sabotage(world, workspaceId) {
      const [first, second] = await world.ask<{ id: string; seq: number }>(
        `select id, seq from messages where workspace_id = $1 and thread_id = (
           select thread_id from messages where workspace_id = $1 group by thread_id order by count(*) desc limit 1)
         order by seq limit 2`,
        [workspaceId],
      );
      if (!first || !second) throw new Error('Nobody has written twice');
      const move = (id: string, seq: number) =>
        world.ask('update messages set seq = $3 where workspace_id = $1 and id = $2', [workspaceId, id, seq]);
      await move(first.id, 1_000_000);
      await move(second.id, first.seq);
      await move(first.id, second.seq);
    },
  }),
  /** Somebody claims what is to be told, and never ends his claim. */
  clings: () => ({
    sabotage: (world, workspaceId) =>
      world.ask(
        `insert into outbox (workspace_id, type, payload, created_at, due_at, claimed_until, attempts)
         values ($1, 'workspace.changed', '{}', now(), now(), now() + interval '1 day', 1)`,
        [workspaceId],
      ),
  }),
  /** A crash takes what was acknowledged along. */
  forgets: () => ({
    sabotage: (world, workspaceId) =>
      world.ask(
        `with last as (delete from messages where (workspace_id, id) in
             (select workspace_id, id from messages where workspace_id = $1 order by thread_id, seq desc limit 1)
           returning thread_id)
         update threads set last_seq = threads.last_seq - 1 from last
         where threads.workspace_id = $1 and threads.id = last.thread_id`,
        [workspaceId],
      ),
  }),
};

type Loose = Record<string, unknown>;

function answersEarly(seed: string): Mutant {
  const random = seeded(seed);
  let last: { message?: Loose; topic?: Loose } = {};
  return {
    heard(body) {
      const { message, topic } = (body ?? {}) as { message?: Loose; topic?: Loose };
      if (message && topic) last = { message, topic };
    },
    instead({ verb, body }) {
      const { message, topic } = last;
      if (verb !== 'send' || !message || !topic || !random.isLucky(0.3)) return undefined;
      const { id, text } = body as { id: string; text: string };
      const next = { seq: Number(message.seq) + 1, rev: Number(message.rev) + 1 };
      return { status: 201, body: { message: { ...message, ...next, id, text }, topic } };
    },
  };
}

function trustsHighest(seed: string): Mutant {
  const random = seeded(seed);
  const highest = new Map<string, number>();
  return {
    heard(body) {
      const { message } = (body ?? {}) as { message?: { threadId: string; rev: number } };
      if (message) highest.set(message.threadId, Math.max(highest.get(message.threadId) ?? 0, message.rev));
    },
    copies: (frame) => ((frame as Loose).type === 'message.sent' && random.isLucky(0.3) ? 0 : 1),
    instead({ verb, url }) {
      const threadId = /threads\/([^/]+)\/changes/.exec(url)?.[1] ?? '';
      const rev = highest.get(threadId);
      return verb === 'changes' && rev !== undefined ? { url: url.replace(/after=\d+/, `after=${rev}`) } : undefined;
    },
  };
}
