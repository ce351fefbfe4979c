import type { QuietHours } from '@everthread/shared/models/notification';
import type { Rung, WayBackChoice } from '@everthread/shared/models/way-back';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chooseKnock, type Knocking, type Unread } from './choose-knock.ts';

const NOW = new Date('2026-11-18T10:00:00Z');
const QUIET: QuietHours = { timeZone: 'UTC', from: '22:00', to: '07:00' };
const ago = (seconds: number) => new Date(NOW.getTime() - seconds * 1_000);
const AFTER_MS = { push: 30_000, mail: 900_000 };
const unread = (of: Partial<Unread> = {}): Unread => ({
  seq: 5,
  seenSeq: 0,
  since: ago(3_600),
  isDone: false,
  isTold: false,
  failed: [],
  ways: ['push', 'mail'],
  choice: 'any',
  quiet: null,
  afterMs: AFTER_MS,
  ...of,
});
const none = (because: Extract<Knocking, { name: 'none' }>['because']): Knocking => ({ name: 'none', because });
const later = (at: string): Knocking => ({ name: 'later', at: new Date(at) });

describe('a visitor', () => {
  test.each<[string, Partial<Unread>, Knocking, string?]>([
    ['who has not read it is pushed to', {}, { name: 'push' }],
    ['who has read it hears nothing', { seenSeq: 5 }, none('read')],
    ['who was told of it already hears nothing', { isTold: true }, none('told')],
    ['is given time to read it', { since: ago(10) }, later('2026-11-18T10:00:20Z')],
    ['without a device gets mail', { ways: ['mail'] }, { name: 'mail' }],
    ['gets it later than he would be pushed to', { ways: ['mail'], since: ago(60) }, later('2026-11-18T10:14:00Z')],
    ['whose devices are gone gets mail', { failed: ['push'] }, { name: 'mail' }],
    ['whom nothing reaches hears nothing', { failed: ['push', 'mail'] }, none('no-way')],
    ['who has set up nothing hears nothing', { ways: [] }, none('no-way')],
    ['who wants mail is not pushed to', { choice: 'mail' }, { name: 'mail' }],
    ['who wants pushes gets no mail', { choice: 'push', ways: ['mail'] }, none('no-way')],
    ['who wants nothing hears nothing', { choice: 'never' }, none('unwanted')],
    ['who waits for the end is not told before', { choice: 'done' }, none('not-done')],
    ['and is told then', { choice: 'done', isDone: true }, { name: 'push' }],
    ['is told by day', { quiet: QUIET }, { name: 'push' }],
    [
      'is told in the morning of what came by night',
      { quiet: QUIET },
      later('2026-11-19T07:00:00Z'),
      '2026-11-18T23:00:00Z',
    ],
  ])('%s', (_what, of, knocking, at = NOW.toISOString()) => {
    expect(chooseKnock(unread(of), new Date(at))).toEqual(knocking);
  });
});

type Step =
  | { name: 'write' | 'read' | 'done' | 'subscribe' | 'unsubscribe' | 'dies' }
  | { name: 'pass'; seconds: number };
type Told = { at: number; rung: Rung; seq: number; seenSeq: number };

/** How things go that nobody has to be told of twice: what the outbox does, with one look for a thread at a time. */
class Play {
  now = NOW.getTime();
  told: Told[] = [];
  reached: Told[] = [];
  seq = 0;
  seenSeq = 0;
  isDone = false;
  ways: Rung[];
  lookAt: number | undefined;
  private firstUnreadAt = 0;
  private isTold = false;
  private isDead = false; // the browser's subscription, which nobody has noticed
  private failed: Rung[] = [];
  readonly choice: WayBackChoice;
  readonly quiet: QuietHours | null;
  constructor(ways: readonly Rung[], choice: WayBackChoice, quiet: QuietHours | null) {
    this.ways = [...ways];
    this.choice = choice;
    this.quiet = quiet;
  }

  step(one: Step): void {
    switch (one.name) {
      case 'pass':
        this.pass(this.now + one.seconds * 1_000);
        break;
      case 'unsubscribe':
        this.ways = this.ways.filter((way) => way !== 'push');
        break;
      case 'dies':
        this.isDead = true;
        break;
      default:
        this[one.name]();
    }
  }
  private write(): void {
    if (this.seq === this.seenSeq) this.firstUnreadAt = this.now;
    this.seq += 1;
    this.isDone = false;
    this.look(this.now + AFTER_MS.push);
  }
  private read(): void {
    this.seenSeq = this.seq;
    this.isTold = false;
    this.failed = [];
  }
  private subscribe(): void {
    this.isDead = false;
    if (!this.ways.includes('push')) this.ways.push('push');
    this.look(this.now);
  }
  private done(): void {
    this.isDone = true;
    this.look(this.now);
  }
  /** The earlier look wins. */
  private look(at: number): void {
    this.lookAt = Math.min(this.lookAt ?? at, at);
  }
  pass(until: number): void {
    while (this.lookAt !== undefined && this.lookAt <= until) {
      this.now = Math.max(this.now, this.lookAt);
      this.lookAt = undefined;
      const { seq, seenSeq, isDone, isTold, failed, ways, choice, quiet } = this;
      const since = new Date(this.firstUnreadAt);
      const facts: Unread = { seq, seenSeq, since, isDone, isTold, failed, ways, choice, quiet, afterMs: AFTER_MS };
      const knocking = chooseKnock(facts, new Date(this.now));
      if (knocking.name === 'later') this.look(knocking.at.getTime());
      else if (knocking.name !== 'none') this.tell(knocking.name);
    }
    this.now = Math.max(this.now, until);
  }
  private tell(rung: Rung): void {
    const { now: at, seq, seenSeq } = this;
    this.told.push({ at, rung, seq, seenSeq });
    if (rung === 'push' && this.isDead) {
      this.failed = [...this.failed, rung];
      this.look(this.now);
      return;
    }
    this.reached.push({ at, rung, seq, seenSeq });
    this.isTold = true;
  }
}

const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 5, arbitrary: fc.constant<Step>({ name: 'write' }) },
  { weight: 3, arbitrary: fc.constant<Step>({ name: 'read' }) },
  {
    weight: 1,
    arbitrary: fc.constantFrom<Step>(
      { name: 'done' },
      { name: 'subscribe' },
      { name: 'unsubscribe' },
      { name: 'dies' },
    ),
  },
  {
    weight: 5,
    arbitrary: fc.record({ name: fc.constant('pass' as const), seconds: fc.integer({ min: 1, max: 30_000 }) }),
  },
);
const who = fc.record({
  ways: fc.constantFrom<readonly Rung[]>(['push', 'mail'], ['push'], ['mail'], []),
  choice: fc.constantFrom<WayBackChoice>('any', 'any', 'push', 'mail', 'done', 'never'),
  quiet: fc.constantFrom(QUIET, null),
});
const hourOf = (at: number) => new Date(at).getUTCHours();
const CHUNKS = 10;
const RUNS = 10_000; // in each

describe('in whatever order things happen', () => {
  test.each(Array.from({ length: CHUNKS }, (_, chunk) => chunk))(
    'I7 he is told once of what is unread together, never in his quiet hours, never of what he has read (%i)',
    () => {
      fc.assert(
        fc.property(who, fc.array(step, { maxLength: 40 }), ({ ways, choice, quiet }, steps) => {
          const play = new Play(ways, choice, quiet);
          for (const one of steps) play.step(one);
          const atTheEnd = { seq: play.seq, seenSeq: play.seenSeq, isDone: play.isDone };
          play.pass(play.now + 2 * 24 * 3_600_000);
          const { told, reached } = play;
          // Plain comparisons: a hundred thousand days are looked at.
          const trouble =
            told.find(({ seq, seenSeq }) => seq <= seenSeq) ||
            (quiet && told.find(({ at }) => hourOf(at) >= 22 || hourOf(at) < 7)) ||
            reached.find((one, i) => i > 0 && one.seenSeq < (reached[i - 1]?.seq ?? 0)) ||
            (choice === 'never' && told[0]) ||
            ((choice === 'push' || choice === 'mail') && told.find(({ rung }) => rung !== choice));
          if (trouble) expect(trouble).toBeUndefined();
          // Mail always arrives here, so with it nobody who wants to hear of it hears nothing.
          const isReachable =
            ways.includes('mail') && (choice === 'any' || choice === 'mail' || (choice === 'done' && atTheEnd.isDone));
          const isUnread = atTheEnd.seq > atTheEnd.seenSeq;
          if (isReachable && isUnread && (reached.at(-1)?.seq ?? 0) <= atTheEnd.seenSeq) expect(play).toBe('told');
        }),
        { numRuns: RUNS },
      );
    },
  );
});
