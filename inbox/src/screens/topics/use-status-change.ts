import type { Topic } from '@everthread/shared/models/topic';
import { useApp } from '../../app-context.ts';
import { errorWords } from '../../error-words.ts';
import { useStrings } from '../../locale.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import type { TopicsRoute } from '../../topics-route.ts';
import { topicDoings } from '../topic/around-the-topic.ts';
import { isWide } from './is-wide.ts';
import { goTo, neighbour } from './neighbour.ts';
import { commonTopic } from './selected-topic.ts';

/** Marks what is chosen, or else the topic on the screen, as done or open again, with a way back. */
export function useStatusChange(inbox: InboxModel, route: TopicsRoute, topic: Topic | undefined) {
  const app = useApp();
  const t = useStrings();
  const doneWords = (to: 'open' | 'done') => (to === 'done' ? t.thread.markedDone : t.thread.reopened);

  async function changeShown(to: 'open' | 'done'): Promise<void> {
    if (!topic || topic.status === to || (to === 'open' && topic.status !== 'done')) return;
    const { status, snoozedUntil } = topic;
    const next = neighbour(inbox, 1) ?? neighbour(inbox, -1);
    const nth = app.undo.begin();
    const change = inbox.changes.make(topic, { status: to });
    if (to === 'done') {
      const { shown: _, ...list } = route;
      if (!isWide() || !goTo(next, app.router, route)) app.router.go(list);
    }
    const again = () => void inbox.changes.make(topic, { status: to }).catch(tell);
    const tell = (error: unknown) => {
      const words = `${to === 'done' ? t.thread.notDone : t.thread.notReopened}. ${errorWords(error, t)}`;
      app.toasts.show({ tone: 'trouble', text: words, action: { label: t.tryAgain, run: again } });
    };
    try {
      const changeId = await change;
      if (!changeId) return;
      const undo = () => inbox.changes.undo(topic.id, changeId, { status, snoozedUntil });
      app.undo.offer({ label: doneWords(to), undo, nth });
    } catch (error) {
      tell(error);
    } finally {
      app.undo.end(nth);
    }
  }

  return async function changeStatus(to: 'open' | 'done'): Promise<void> {
    const common = commonTopic(inbox.selection.topics.peek());
    if (!common) return changeShown(to);
    const { act } = await topicDoings();
    await act({ app, inbox, t, topic: common }, { status: to }, doneWords(to));
  };
}
