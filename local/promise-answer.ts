import { randomUUID } from 'node:crypto';
import type { Row } from './insert-rows.ts';

type Asked = { workspace_id: string; topicId: string; messageId: string; since: Date; isFirst: boolean };
type Promised = { id: string; since: Date; dueAt: Date; wait: Row; promise: Row; events: Row[] };

const MINUTE = 60_000;
/** What a workspace wants that has set nothing else. */
const AIM_MS = 4 * 60 * MINUTE;

/** A visitor waits, and was promised an answer when he wrote, which is looked at and comes due as any promise does. */
export function promiseAnswer({ workspace_id, topicId, messageId, since, isFirst }: Asked): Promised {
  const id = randomUUID();
  const kind = isFirst ? 'first' : 'next';
  const dueAt = new Date(Math.ceil((since.getTime() + AIM_MS) / MINUTE) * MINUTE);
  const event = (type: string, due: Date): Row => ({
    workspace_id,
    type,
    payload: { promiseId: id },
    created_at: since,
    due_at: due,
  });
  return {
    id,
    since,
    dueAt,
    wait: { workspace_id, topic_id: topicId, since, kind, queue_ahead: 0, people_on_shift: 1 },
    promise: {
      workspace_id,
      id,
      topic_id: topicId,
      message_id: messageId,
      kind,
      waiting_since: since,
      made_at: since,
      due_at: dueAt,
      likelihood: 90,
      basis: 'aim',
    },
    events: [event('promise.watch', new Date(since.getTime() + AIM_MS / 2)), event('promise.due', dueAt)],
  };
}
