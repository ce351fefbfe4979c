import type { Unsent } from '@everthread/shared/client/timeline';
import type { Message } from '@everthread/shared/models/message';
import { daysBetween } from './words.ts';

export type Row =
  | { kind: 'divider'; key: string; at: Date; isDay: boolean; isTopic: boolean }
  | { kind: 'sent'; key: string; message: Message; isFirst: boolean; isLast: boolean }
  | { kind: 'unsent'; key: string; message: Unsent; isFirst: boolean; isLast: boolean };

/** A stretch of the thread that is drawn anew only when something in it changed, and its neighbours. */
export type Stretch = {
  key: number;
  sent: readonly Message[];
  before: Message | undefined;
  after: Message | undefined;
  unsent: readonly Unsent[];
};

const TOGETHER_MS = 5 * 60_000;
const STRETCH = 25;

/** Cuts the thread at fixed places, so that what comes at either end leaves the other stretches as they are. */
export function stretchesOf({ sent, unsent }: { sent: readonly Message[]; unsent: readonly Unsent[] }): Stretch[] {
  const stretches: Stretch[] = [];
  for (let from = 0; from < sent.length; ) {
    const key = Math.floor((sent[from] as Message).seq / STRETCH);
    let to = from + 1;
    while (to < sent.length && Math.floor((sent[to] as Message).seq / STRETCH) === key) to += 1;
    stretches.push({ key, sent: sent.slice(from, to), before: sent[from - 1], after: sent[to], unsent: [] });
    from = to;
  }
  const last = stretches.at(-1);
  if (unsent.length === 0) return stretches;
  if (!last) return [{ key: 0, sent: [], before: undefined, after: undefined, unsent }];
  return [...stretches.slice(0, -1), { ...last, unsent }];
}

/** Whether two cuts of one stretch look the same. */
export function isSameStretch(one: Stretch, other: Stretch): boolean {
  return (
    one.before === other.before &&
    one.after === other.after &&
    areSame(one.sent, other.sent) &&
    areSame(one.unsent, other.unsent)
  );
}

const areSame = <Item>(one: readonly Item[], other: readonly Item[]): boolean =>
  one.length === other.length && one.every((item, i) => item === other[i]);

/** The stretch as it is drawn: dividers between days and topics, and neighbours by one author drawn as one group. */
export function rowsOf({ sent, unsent, before, after }: Omit<Stretch, 'key'>): Row[] {
  const rows: Row[] = [];

  sent.forEach((message, i) => {
    const previous = i > 0 ? sent[i - 1] : before;
    const next = sent[i + 1] ?? after;
    const at = new Date(message.sentAt);
    const isDay = !previous || daysBetween(new Date(previous.sentAt), at) > 0;
    const isTopic = !!previous && previous.topicId !== message.topicId;
    if (isDay || isTopic) rows.push({ kind: 'divider', key: `before ${message.id}`, at, isDay, isTopic });
    const isFollowed = next ? isTogether(message, next) : unsent.length > 0 && message.author.kind === 'visitor';
    rows.push({
      kind: 'sent',
      key: message.id,
      message,
      isFirst: !previous || !isTogether(previous, message),
      isLast: !isFollowed,
    });
  });

  unsent.forEach((message, i) => {
    const isFirst = i === 0 && sent.at(-1)?.author.kind !== 'visitor';
    rows.push({ kind: 'unsent', key: message.id, message, isFirst, isLast: i === unsent.length - 1 });
  });
  return rows;
}

function isTogether(one: Message, next: Message): boolean {
  const passed = Date.parse(next.sentAt) - Date.parse(one.sentAt);
  const isSameDay = daysBetween(new Date(one.sentAt), new Date(next.sentAt)) === 0;
  return one.author.id === next.author.id && one.topicId === next.topicId && isSameDay && passed < TOGETHER_MS;
}
