import type { NotificationSettings } from '@everthread/shared/models/notification';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { chooseChannel } from './choose-channel.ts';
import { chooseMail, MAILED_AT_MOST_EVERY_MS, type Mailing, type Unmailed } from './choose-mail.ts';
import { DEFAULT_SETTINGS } from './default-settings.ts';
import { MAIL_AFTER_MS, MAIL_AFTER_PUSH_MS } from './notify-absent.ts';
import { quietUntil } from './quiet-until.ts';

const NOW = new Date('2026-11-18T10:00:00Z'); // a Wednesday
const MINUTE = 60_000;
const QUIET: NotificationSettings = { ...DEFAULT_SETTINGS, quiet: { timeZone: 'UTC', from: '22:00', to: '07:00' } };
const agoMs = (ms: number) => new Date(NOW.getTime() - ms);
const later = (at: string): Mailing => ({ name: 'later', at: new Date(at) });

test.each<[string, Partial<Unmailed>, Mailing, string?]>([
  ['has it mailed', {}, { name: 'mail' }],
  ['who says that he is away is left alone', { isAway: true }, { name: 'none' }],
  ['who sits before his inbox may read it there', { isAttending: true }, later('2026-11-18T10:15:00Z')],
  ['who was mailed just now waits', { lastMailedAt: agoMs(5 * MINUTE) }, later('2026-11-18T10:10:00Z')],
  ['and then not', { lastMailedAt: agoMs(MAILED_AT_MOST_EVERY_MS) }, { name: 'mail' }],
  ['hears in the morning of what came by night', {}, later('2026-11-19T07:00:00Z'), '2026-11-18T23:00:00Z'],
])('an agent %s', (_what, of, mailing, at = NOW.toISOString()) => {
  const unmailed = { lastMailedAt: null, isAway: false, isAttending: false, hours: null, settings: QUIET, ...of };
  expect(chooseMail(unmailed, new Date(at))).toEqual(mailing);
});

type Step =
  | { name: 'write' | 'read'; topic: number }
  | { name: 'sit' | 'stand' | 'fail' }
  | { name: 'pass'; seconds: number };
type Notice = { seq: number; isTold: boolean; mailAt: number | null; mailedAt: number | null };
type Mail = { at: number; topic: number; seq: number; readSeq: number };
type Due = { at: number; act: () => void };

/** One agent's few topics, and what follows from each choice as `notifyAbsent`, `mailAbsent` and `sendNoticeMails` do it. */
class Play {
  now = NOW.getTime();
  seq = [0, 0, 0];
  readSeq = [0, 0, 0];
  readonly mails: Mail[] = [];
  private readonly notices = new Map<number, Notice>();
  private due: Due[] = [];
  private isAttending = false;
  private fails = 0;
  private lastToldAt: Date | null = null;
  private readonly hasDevice: boolean;
  constructor(hasDevice: boolean) {
    this.hasDevice = hasDevice;
  }

  step(one: Step): void {
    if (one.name === 'pass') this.pass(this.now + one.seconds * 1_000);
    else if (one.name === 'fail') this.fails += 1;
    else if (one.name === 'write') {
      this.seq[one.topic] = this.seqOf(one.topic) + 1;
      this.wake(this.now + 10_000, () => this.look(one.topic, false));
    } else if (one.name === 'read') {
      this.readSeq[one.topic] = this.seqOf(one.topic);
      this.notices.delete(one.topic);
    } else this.isAttending = one.name === 'sit';
  }
  seqOf = (topic: number) => this.seq[topic] ?? 0;
  readOf = (topic: number) => this.readSeq[topic] ?? 0;

  pass(until: number): void {
    for (;;) {
      this.due.sort((a, b) => a.at - b.at);
      const [next] = this.due;
      if (!next || next.at > until) break;
      this.due.shift();
      this.now = Math.max(this.now, next.at);
      next.act();
    }
    this.now = until;
  }
  private wake(at: number, act: () => void): void {
    this.due.push({ at, act });
  }

  private look(topic: number, isDue: boolean): void {
    const [seq, readSeq, before] = [this.seqOf(topic), this.readOf(topic), this.notices.get(topic)];
    const told = before ? { seq: before.seq, isPutOff: !before.isTold } : null;
    const { lastToldAt, isAttending, hasDevice } = this;
    const absent = { kind: 'mine', seq, readSeq, told, isDue, isCovered: false, lastToldAt, isAway: false } as const;
    const channel = chooseChannel(
      { ...absent, isAttending, hasDevice, hours: null, settings: QUIET },
      new Date(this.now),
    );
    if (channel.name === 'none') {
      if (isDue && before && !before.isTold) this.notices.delete(topic);
    } else if (channel.name === 'later') {
      this.notices.set(topic, { seq, isTold: false, mailAt: null, mailedAt: null });
      this.wake(channel.at.getTime(), () => this.look(topic, true));
    } else {
      const mailAt = this.now + (channel.name === 'push' ? MAIL_AFTER_PUSH_MS : MAIL_AFTER_MS);
      this.notices.set(topic, { seq, isTold: true, mailAt, mailedAt: null });
      this.lastToldAt = new Date(this.now);
      this.wake(mailAt, () => this.watch());
    }
  }

  private watch(): void {
    const waiting = [...this.notices].filter(([, { mailAt }]) => mailAt !== null && mailAt <= this.now);
    if (waiting.length === 0) return;
    const lastMailed = Math.max(...[...this.notices.values()].map(({ mailedAt }) => mailedAt ?? 0));
    const lastMailedAt = lastMailed > 0 ? new Date(lastMailed) : null;
    const { isAttending } = this;
    const mailing = chooseMail(
      { lastMailedAt, isAway: false, isAttending, hours: null, settings: QUIET },
      new Date(this.now),
    );
    if (mailing.name === 'later') {
      for (const [, notice] of waiting) notice.mailAt = mailing.at.getTime();
      this.wake(mailing.at.getTime(), () => this.watch());
    } else if (mailing.name === 'mail') {
      const taken = [...this.notices].filter(([, { mailAt }]) => mailAt !== null && mailAt <= this.now + 5 * MINUTE);
      for (const [, notice] of taken) Object.assign(notice, { mailAt: null, mailedAt: this.now });
      this.send(taken.map(([topic, { seq }]) => ({ topic, seq })));
    }
  }

  private send(about: readonly { topic: number; seq: number }[]): void {
    const unread = about.filter(({ topic, seq }) => this.notices.get(topic)?.seq === seq);
    const until = quietUntil(QUIET, null, new Date(this.now));
    if (unread.length === 0 || until === 'never') return;
    if (until) this.wake(until.getTime(), () => this.send(unread));
    else if (this.fails > 0) {
      this.fails -= 1;
      this.wake(this.now + MINUTE, () => this.send(unread));
    } else
      for (const { topic } of unread)
        this.mails.push({ at: this.now, topic, seq: this.seqOf(topic), readSeq: this.readOf(topic) });
  }
}

const topic = fc.integer({ min: 0, max: 2 });
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ name: fc.constant('write' as const), topic }) },
  { weight: 2, arbitrary: fc.record({ name: fc.constant('read' as const), topic }) },
  { weight: 1, arbitrary: fc.constantFrom<Step>({ name: 'sit' }, { name: 'stand' }, { name: 'fail' }) },
  {
    weight: 4,
    arbitrary: fc.record({ name: fc.constant('pass' as const), seconds: fc.integer({ min: 1, max: 40_000 }) }),
  },
);
const hourOf = (at: number) => new Date(at).getUTCHours();

describe('in whatever order things happen', () => {
  test('an agent is mailed once of what is unread together, never of what he has read, nor in his quiet hours, and of all that stays unread', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 40 }), fc.boolean(), (steps, hasDevice) => {
        const play = new Play(hasDevice);
        for (const one of steps) play.step(one);
        play.step({ name: 'stand' });
        play.pass(play.now + 2 * 24 * 60 * MINUTE);

        const { mails } = play;
        for (const [i, mail] of mails.entries()) {
          expect(mail.seq).toBeGreaterThan(mail.readSeq);
          const before = mails.slice(0, i).findLast((other) => other.topic === mail.topic);
          if (before) expect(mail.readSeq).toBeGreaterThanOrEqual(before.seq);
        }
        expect(mails.every(({ at }) => hourOf(at) >= 7 && hourOf(at) < 22)).toBe(true);
        for (const one of [0, 1, 2]) {
          const last = mails.findLast((mail) => mail.topic === one);
          const wasThere = steps.some(({ name }) => name === 'sit');
          if (play.seqOf(one) > play.readOf(one) && !wasThere) expect(last?.seq).toBeGreaterThan(play.readOf(one));
        }
      }),
      { numRuns: 3_000 },
    );
  });
});
