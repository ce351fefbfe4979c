import type { MessageId, TopicId } from '@everthread/shared/models/ids';
import type { Topic } from '@everthread/shared/models/topic';
import type { MessagesMove } from '@everthread/shared/models/topic-change';
import { momentName } from '../../format.ts';
import { newId } from '../../new-id.ts';
import { Icon } from '../../ui/icon.tsx';
import { type Acting, refuse } from './act.ts';
import type { Choices, FacedChoice } from './choices.tsx';
import { workWords } from './work-words.ts';

/** Moves messages of the topic, says so with a way back, or says why not. */
async function rearrange(acting: Acting, move: Omit<MessagesMove, 'id'>, done: string): Promise<void> {
  const { app, inbox, topic } = acting;
  const nth = app.undo.begin();
  try {
    const undo = await inbox.changes.move(topic, move);
    app.undo.offer({ label: done, undo, nth });
  } catch (error) {
    refuse(acting, error, () => void rearrange(acting, move, done));
  } finally {
    app.undo.end(nth);
  }
}

const newTopicId = () => newId() as TopicId;

/** From this message on it is another topic. */
export const splitAt = (acting: Acting, messageId: MessageId): Promise<void> =>
  rearrange(
    acting,
    { messages: { which: 'from', messageId }, intoId: newTopicId(), isNew: true },
    workWords().splitDone,
  );

/** All of it goes into another topic of the thread. */
export const mergeTargets: Choices = (acting) =>
  otherTopics(acting, ({ id }) => {
    void rearrange(acting, { messages: { which: 'all' }, intoId: id }, workWords().mergeDone);
  });

/** One message goes into another topic of the thread, or into one of its own. */
export function moveTargets(acting: Acting, messageId: MessageId): FacedChoice[] {
  const w = workWords();
  const messages = { which: 'one', messageId } as const;
  return [
    ...otherTopics(acting, ({ id }) => void rearrange(acting, { messages, intoId: id }, w.moveDone)),
    {
      id: 'new',
      label: w.moveToNew,
      face: <Icon name="plus" class="text-soft" />,
      run: () => void rearrange(acting, { messages, intoId: newTopicId(), isNew: true }, w.moveDone),
    },
  ];
}

function otherTopics({ inbox, topic, app, t }: Acting, choose: (topic: Topic) => void): FacedChoice[] {
  const topics = inbox.current.peek()?.timeline.peek().topics ?? [];
  return topics
    .filter(({ id, status, threadId }) => id !== topic.id && status !== 'merged' && threadId === topic.threadId)
    .toSorted((a, b) => b.firstSeq - a.firstSeq)
    .map((other) => ({
      id: other.id,
      label: other.subject ?? other.preview,
      hint: momentName(other.startedAt, app.now.now.peek(), document.documentElement.lang, t.dates),
      face: <Icon name="layers" class="text-soft" />,
      run: () => choose(other),
    }));
}
