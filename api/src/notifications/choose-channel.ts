import type { NoticeKind, NotificationSettings } from '@everthread/shared/models/notification';
import type { WorkingHours } from '@everthread/shared/models/profile';
import { quietUntil } from './quiet-until.ts';

/** What there is to tell an agent, and all that speaks for and against it. */
export type Absent = {
  kind: NoticeKind;
  seq: number; // of what he would be told; of an assignment, a target and a promise, the thread's revision
  readSeq: number; // how far he has read in the topic
  told: { seq: number; isPutOff: boolean } | null; // what he was told of there before, or what waits until he may be
  isDue: boolean; // this is the time to which it was put off
  isCovered: boolean; // he was told of something else in this topic after it had happened
  lastToldAt: Date | null; // of anything
  isAway: boolean;
  isAttending: boolean; // sits before an open inbox
  hasDevice: boolean; // that could be pushed to
  hours: WorkingHours | null;
  settings: NotificationSettings;
};

/** `push`: at once, and by mail what is unread still some time later, where he wants that too. `mail`: by that alone. */
export type Channel =
  | { name: 'push' }
  | { name: 'mail' }
  | { name: 'later'; at: Date }
  | { name: 'none'; because: 'unwanted' | 'read' | 'told' | 'here' | 'away' | 'quiet' };

/** What visitors write comes at most so often to one agent's devices, together with what else came meanwhile. */
export const AT_MOST_EVERY_MS = 30_000;

/**
 * How an agent is told, if at all: once for each batch of what he has not read, never while he sits before his inbox,
 * has said that he is away, or wants to hear nothing now.
 */
export function chooseChannel(absent: Absent, now: Date): Channel {
  const { kind, settings, hasDevice } = absent;
  const ways = settings.kinds[kind];
  const isPushed = ways.push && hasDevice;
  const none = (because: Extract<Channel, { name: 'none' }>['because']) => ({ name: 'none', because }) as const;
  if (!isPushed && !ways.mail) return none('unwanted');
  if (!isByRevision(kind) && absent.readSeq >= absent.seq) return none('read');
  if (wasTold(absent)) return none('told');
  if (absent.isAttending) return none('here');
  if (absent.isAway) return none('away');
  const until = quietUntil(settings, absent.hours, now);
  if (until === 'never') return none('quiet');
  if (until) return { name: 'later', at: until };
  if (!isPushed) return { name: 'mail' };
  const freeAt = (absent.lastToldAt?.getTime() ?? 0) + AT_MOST_EVERY_MS;
  if (isVisitors(kind) && freeAt > now.getTime()) return { name: 'later', at: new Date(freeAt) };
  return { name: 'push' };
}

function wasTold({ kind, seq, readSeq, told, isDue, isCovered }: Absent): boolean {
  if (isCovered) return true;
  if (!told || (told.isPutOff && isDue)) return false;
  // Each assignment is news, each target and each promise. Of what is said only that is which comes after what he was told of and has read.
  return isByRevision(kind) ? told.seq >= seq : told.seq > readSeq;
}

const isByRevision = (kind: NoticeKind): boolean => kind === 'assignment' || kind === 'target' || kind === 'promise';

/** Whether it is a visitor who wrote. */
export const isVisitors = (kind: NoticeKind): boolean =>
  kind === 'mine' || kind === 'followed' || kind === 'team' || kind === 'unassigned';
