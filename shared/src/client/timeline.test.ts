import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { MessageId } from '../models/ids.ts';
import {
  emptyTimeline,
  hasEarlier,
  hold,
  mark,
  receiveChanges,
  receiveHistory,
  receiveMessage,
  receiveSnapshot,
  receiveTopic,
  type Timeline,
  type Unsent,
} from './timeline.ts';

type M = { id: MessageId; seq: number; rev: number; text: string };
type T = { id: string; firstSeq: number; rev: number; lastSeq: number };

const idOf = (seq: number) => `m${seq}` as MessageId;
const message = (seq: number, rev = seq, text = `${seq}.${rev}`): M => ({ id: idOf(seq), seq, rev, text });
const messages = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, i) => message(from + i));
const topic = (rev: number, lastSeq: number): T => ({ id: 't1', firstSeq: 1, rev, lastSeq });
const unsent = (id: string, state: Unsent['state'] = 'sending'): Unsent => ({
  id: id as MessageId,
  text: 'Hi',
  kind: 'message',
  state,
});
const empty = () => emptyTimeline<M, T>();
const texts = (timeline: Timeline<M, T>) => timeline.sent.map(({ text }) => text);
const seqs = (timeline: Timeline<M, T>) => timeline.sent.map(({ seq }) => seq);
const snapshot = (from: number, to: number) =>
  receiveSnapshot(empty(), { rev: to, messages: messages(from, to), topics: [topic(to, to)], hasEarlier: from > 1 });

describe('merging', () => {
  test('messages stand in the order of seq, whatever order they come in', () => {
    const timeline = [3, 1, 2].reduce((held, seq) => receiveMessage(held, message(seq)), empty());
    expect(seqs(timeline)).toEqual([1, 2, 3]);
  });

  test.each([
    { first: 5, second: 4, shown: '2.5' },
    { first: 4, second: 5, shown: '2.5' },
    { first: 5, second: 5, shown: '2.5' },
  ])('of two versions ($first, then $second) the later revision stays', ({ first, second, shown }) => {
    const timeline = receiveMessage(receiveMessage(empty(), message(2, first)), message(2, second));
    expect(texts(timeline)).toEqual([shown]);
  });

  test('nothing is changed in place', () => {
    const before = Object.freeze(snapshot(1, 3));
    Object.freeze(before.sent);
    receiveMessage(before, message(4), topic(4, 4));
    receiveChanges(before, { rev: 9, messages: messages(2, 5), topics: [] });
    expect(seqs(before)).toEqual([1, 2, 3]);
  });
});

describe('the cursor', () => {
  test('is the revision of the last HTTP answer, and never goes back', () => {
    const timeline = receiveChanges(snapshot(1, 7), { rev: 5, messages: [], topics: [] });
    expect(timeline.cursor).toBe(7);
    expect(receiveChanges(timeline, { rev: 12, messages: [], topics: [] }).cursor).toBe(12);
  });

  test.each([
    { rev: 8, cursor: 8 },
    { rev: 9, cursor: 7 }, // 8 may still be under way, or lost
    { rev: 3, cursor: 7 },
  ])('a frame at $rev moves it from 7 to $cursor', ({ rev, cursor }) => {
    expect(receiveMessage(snapshot(1, 7), message(8, rev)).cursor).toBe(cursor);
  });

  test('a late frame whose topic is already further on does not carry the cursor past a missing message', () => {
    expect(receiveMessage(snapshot(1, 7), message(8), topic(9, 9)).cursor).toBe(8);
  });

  test('a topic alone does not move it: a message of the same change may still be under way', () => {
    expect(receiveTopic(snapshot(1, 7), topic(8, 7)).cursor).toBe(7);
    expect(receiveTopic(snapshot(1, 7), topic(8, 8)).cursor).toBe(7);
  });

  test('history does not move it', () => {
    const timeline = receiveHistory(snapshot(51, 100), { messages: messages(1, 50), hasEarlier: false });
    expect(timeline.cursor).toBe(100);
  });
});

describe('history', () => {
  test('loads upwards to the beginning', () => {
    const page = snapshot(51, 100);
    expect(hasEarlier(page)).toBe(true);
    const whole = receiveHistory(page, { messages: messages(1, 50), hasEarlier: false });
    expect(hasEarlier(whole)).toBe(false);
    expect(seqs(whole)).toEqual(messages(1, 100).map(({ seq }) => seq));
  });

  test('a change to a message not yet loaded opens no hole, and is not lost to a page read before it', () => {
    const changed = receiveMessage(snapshot(51, 100), message(10, 101));
    expect(seqs(changed)[0]).toBe(51);
    const whole = receiveHistory(changed, { messages: messages(1, 50), hasEarlier: false });
    expect(texts(whole)[9]).toBe('10.101');
    expect(whole.aside).toEqual([]);
  });

  test('a new snapshot that does not touch what is held begins again, so that there is no hole', () => {
    const later = receiveSnapshot(snapshot(1, 50), {
      rev: 300,
      messages: messages(251, 300),
      topics: [],
      hasEarlier: true,
    });
    expect(seqs(later)[0]).toBe(251);
    expect(hasEarlier(later)).toBe(true);
  });

  test('a new snapshot that touches what is held keeps what was loaded before', () => {
    const later = receiveSnapshot(snapshot(1, 60), {
      rev: 100,
      messages: messages(51, 100),
      topics: [],
      hasEarlier: true,
    });
    expect(later.sent).toHaveLength(100);
    expect(hasEarlier(later)).toBe(false);
  });

  test('an empty page from the beginning ends the loading', () => {
    expect(hasEarlier(receiveHistory(snapshot(2, 51), { messages: [], hasEarlier: false }))).toBe(false);
  });
});

describe('unsent messages', () => {
  test('stand in the order of writing until they come back, by whichever way first', () => {
    let timeline = hold(hold(snapshot(1, 1), unsent('m2')), unsent('m3'));
    expect(timeline.unsent.map(({ id }) => id)).toEqual(['m2', 'm3']);
    timeline = receiveMessage(timeline, message(2));
    expect(timeline.unsent.map(({ id }) => id)).toEqual(['m3']);
    timeline = receiveChanges(timeline, { rev: 3, messages: [message(3)], topics: [] });
    expect(timeline.unsent).toEqual([]);
  });

  test('fail and are tried again in their place', () => {
    const held = hold(hold(empty(), unsent('a')), unsent('b'));
    const failed = mark(held, 'a' as MessageId, 'failed');
    expect(failed.unsent.map(({ state }) => state)).toEqual(['failed', 'sending']);
    expect(mark(failed, 'a' as MessageId, 'sending').unsent).toEqual(held.unsent);
  });

  test('are not shown again when they are already there', () => {
    expect(hold(snapshot(1, 2), unsent('m2')).unsent).toEqual([]);
    expect(hold(hold(empty(), unsent('a')), unsent('a')).unsent).toHaveLength(1);
  });
});

test('old snapshot + frames in any order, any number of times = fresh snapshot', () => {
  fc.assert(
    fc.property(fc.infiniteStream(fc.nat()), fc.integer({ min: 1, max: 30 }), fc.nat(), (chance, changes, at) => {
      const server = thread(chance, changes);
      const cut = at % (changes + 1);
      const old = receiveSnapshot(empty(), server.snapshotAt(cut));
      const frames = server.framesAfter(cut);
      const sent = [...frames, ...frames.filter(() => take(chance) % 3 === 0)].toSorted(() => (take(chance) % 2) - 0.5);

      const caughtUp = sent.reduce((held, frame) => frame(held), old);
      const fresh = receiveSnapshot(empty(), server.snapshotAt(changes));
      expect(caughtUp.sent).toEqual(fresh.sent);
      expect(caughtUp.topics).toEqual(fresh.topics);
    }),
  );
});

test('frames lost on the way are made good by changes?after=cursor', () => {
  fc.assert(
    fc.property(fc.infiniteStream(fc.nat()), fc.integer({ min: 1, max: 30 }), fc.nat(), (chance, changes, at) => {
      const server = thread(chance, changes);
      const cut = at % (changes + 1);
      const arriving = server
        .framesAfter(cut)
        .filter(() => take(chance) % 2 === 0)
        .toSorted(() => (take(chance) % 2) - 0.5);
      const patchy = arriving.reduce((held, frame) => frame(held), receiveSnapshot(empty(), server.snapshotAt(cut)));

      const caughtUp = receiveChanges(patchy, server.changesAfter(patchy.cursor));
      const fresh = receiveSnapshot(empty(), server.snapshotAt(changes));
      expect({ ...caughtUp, unsent: [] }).toEqual(fresh);
    }),
  );
});

const take = (chance: Iterator<number>) => chance.next().value as number;

/** A server's thread: each change takes the next rev, and is a new message, an edit, or a topic's new status. */
function thread(chance: Iterator<number>, changes: number) {
  const log: { rev: number; message?: M; topic: T }[] = [];
  let seq = 0;
  let held = topic(0, 0);
  for (let rev = 1; rev <= changes; rev += 1) {
    const kind = seq === 0 ? 0 : take(chance) % 4;
    if (kind < 2) seq += 1;
    const written = kind < 2 ? message(seq, rev) : kind === 2 ? message(1 + (take(chance) % seq), rev) : undefined;
    if (kind !== 2) held = { ...held, rev, lastSeq: seq };
    log.push({ rev, topic: held, ...(written && { message: written }) });
  }
  const upTo = (rev: number, after = 0) => {
    const known = log.filter((change) => change.rev <= rev);
    const byId = new Map(known.flatMap((change) => (change.message ? [[change.message.id, change.message]] : [])));
    const last = known.at(-1)?.topic;
    return {
      rev,
      messages: [...byId.values()].filter((one) => one.rev > after).toSorted((a, b) => a.seq - b.seq),
      topics: last && last.rev > after ? [last] : [],
    };
  };
  return {
    snapshotAt: (rev: number) => ({ ...upTo(rev), hasEarlier: false }),
    changesAfter: (rev: number) => upTo(changes, rev),
    framesAfter: (rev: number) =>
      log
        .filter((change) => change.rev > rev)
        .map(({ rev: own, message: written, topic: then }) => {
          // Frames may be made late: the topic in one is then of a later change.
          const late = log.find((change) => change.rev === own + (take(chance) % 3))?.topic ?? then;
          return (timeline: Timeline<M, T>) =>
            written ? receiveMessage(timeline, written, late) : receiveTopic(timeline, late);
        }),
  };
}
