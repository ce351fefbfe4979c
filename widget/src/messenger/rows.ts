import type { Timeline, Unsent } from '@everthread/shared/client/timeline';
import type { Message } from '@everthread/shared/models/message';
import type { VisitorTopic } from '@everthread/shared/models/topic';
import { daysBetween } from './words.ts';

export type Row =
  | { kind: 'divider'; key: string; at: Date; isDay: boolean; isTopic: boolean }
  | { kind: 'sent'; key: string; message: Message; isFirst: boolean; isLast: boolean }
  | { kind: 'unsent'; key: string; message: Unsent; isFirst: boolean; isLast: boolean };

const TOGETHER_MS = 5 * 60_000;

/** The thread as it is drawn: dividers between days and topics, and neighbours by one author drawn as one group. */
export function rowsOf(timeline: Pick<Timeline<Message, VisitorTopic>, 'sent' | 'unsent'>): Row[] {
  const { sent, unsent } = timeline;
  const rows: Row[] = [];

  sent.forEach((message, i) => {
    const before = sent[i - 1];
    const after = sent[i + 1];
    const at = new Date(message.sentAt);
    const isDay = !before || daysBetween(new Date(before.sentAt), at) > 0;
    const isTopic = !!before && before.topicId !== message.topicId;
    if (isDay || isTopic) rows.push({ kind: 'divider', key: `before ${message.id}`, at, isDay, isTopic });
    const isFollowed = after ? isTogether(message, after) : unsent.length > 0 && message.author.kind === 'visitor';
    rows.push({
      kind: 'sent',
      key: message.id,
      message,
      isFirst: !before || !isTogether(before, message),
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
