import type { TeamMessage } from '@everthread/shared/models/message';
import type { Topic } from '@everthread/shared/models/topic';
import { useComputed } from '@preact/signals';
import { useStrings } from '../../locale.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import { pathOf } from '../../routes.ts';
import type { TopicsRoute } from '../../topics-route.ts';
import { classes } from '../../ui/classes.ts';
import { Placard } from '../../ui/placard.tsx';
import { ThreadPane } from '../thread/around-the-thread.ts';
import { loseComposer } from '../thread/composer-id.ts';
import { VisitorAside } from './visitor-aside.tsx';

type ThreadPlaceProps = {
  inbox: InboxModel;
  route: TopicsRoute;
  topic: Topic | undefined;
  onStatus: (to: 'open' | 'done') => void;
};

/** The second pane and the third: the thread, and its visitor. */
export function ThreadPlace({ inbox, route, topic, onStatus }: ThreadPlaceProps) {
  const t = useStrings();
  const { shown, ...list } = route;
  const thread = inbox.current.value;
  const hasTopics = useComputed(() => inbox.topics.rows.value.length > 0).value;

  const linkTo = ({ threadId, topicId, id: messageId }: TeamMessage) =>
    location.origin + pathOf({ ...route, shown: { threadId, topicId, pane: 'thread', messageId } });
  const pathTo = (pane: 'thread' | 'visitor') => pathOf(shown ? { ...route, shown: { ...shown, pane } } : route);
  return (
    <>
      <section
        aria-label={t.thread.region}
        class={classes(
          'relative min-w-0 flex-1 flex-col bg-surface two:flex',
          shown?.pane === 'thread' ? 'flex' : 'hidden',
        )}
      >
        {shown && thread ? (
          <ThreadPane
            key={shown.threadId}
            inbox={inbox}
            threadId={shown.threadId}
            thread={thread}
            topicId={shown.topicId}
            topic={topic}
            soughtId={shown.messageId}
            listPath={pathOf(list)}
            visitorPath={pathTo(shown.pane === 'visitor' ? 'thread' : 'visitor')}
            linkTo={linkTo}
            onStatus={onStatus}
            onLost={loseComposer}
          />
        ) : (
          hasTopics && <Placard title={t.thread.choose} hint={t.thread.chooseHint} />
        )}
      </section>
      {shown && thread && (
        <VisitorAside inbox={inbox} route={route} shown={shown} thread={thread} threadPath={pathTo('thread')} />
      )}
    </>
  );
}
