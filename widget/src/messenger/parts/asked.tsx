import { later } from '../later.ts';
import type { ThreadModel } from '../models/thread-model.ts';
import type { Speech } from '../words.ts';

const question = later(() => import('./rating.tsx'));

type AskedProps = { thread: ThreadModel; speech: Speech; announce: (words: string) => void };

/** Asks how the latest topic went, once that is done and while nothing has come after it. */
export function Asked({ thread, speech, announce }: AskedProps) {
  const { topics, unsent } = thread.timeline.value;
  const topic = topics.at(-1);
  if (!topic?.rating || unsent.length > 0) return null;
  question.want();
  const { value } = question;
  return value ? (
    <value.RatingQuestion
      key={topic.id}
      topicId={topic.id}
      rating={topic.rating}
      thread={thread}
      speech={speech}
      announce={announce}
    />
  ) : null;
}
