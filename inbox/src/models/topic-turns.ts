import type { TopicId } from '@everthread/shared/models/ids';

/** What is done to one topic goes one after another, also where one was refused: side by side, the earlier might win. */
export function topicTurns() {
  const last = new Map<TopicId, Promise<unknown>>();

  return function inTurn<Answer>(ids: Iterable<TopicId>, act: () => Promise<Answer>): Promise<Answer> {
    const own = [...ids];
    const before = own.flatMap((id) => last.get(id) ?? []);
    const done = before.length === 0 ? act() : Promise.all(before).then(act);
    const ended = done
      .catch(() => {})
      .then(() => {
        for (const id of own) if (last.get(id) === ended) last.delete(id);
      });
    for (const id of own) last.set(id, ended);
    return done;
  };
}
