import { useSignalEffect } from '@preact/signals';
import { useRef } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { useStrings } from '../../locale.ts';
import { useThreadWords } from '../../locales/en-thread.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import type { TopicsRoute } from '../../topics-route.ts';
import { visitorName } from '../../visitor-name.ts';

const SHOWN_LENGTH = 120;

type ReturnedNewsProps = { inbox: InboxModel; route: TopicsRoute };

/** Tells an agent that a reply of his was not sent, or that he was named, wherever in the inbox he is by then. */
export function ReturnedNews({ inbox, route }: ReturnedNewsProps) {
  const { router, toasts } = useApp();
  const t = useStrings();
  const w = useThreadWords();
  const at = useRef(route);
  at.current = route;
  useSignalEffect(() => {
    const reply = inbox.writing.newlyReturned.value;
    if (!reply || at.current.shown?.threadId === reply.threadId) return; // there it stands before his eyes
    const row = [...inbox.topics.known.peek().values()].find(({ topic }) => topic.threadId === reply.threadId);
    const open = () => {
      if (!row) return;
      const { threadId, id: topicId } = row.topic;
      router.go({ ...at.current, shown: { threadId, topicId, pane: 'thread' } });
    };
    toasts.show({
      tone: 'trouble',
      text: w.stale.notSentTo(row ? visitorName(row.topic.visitor, t) : t.thread.region),
      ...(row && { action: { label: w.stale.open, run: open } }),
    });
  });
  useSignalEffect(() => {
    const mention = inbox.mentions.newest.value;
    if (!mention || at.current.shown?.threadId === mention.threadId) return;
    const { threadId, topicId, messageId, by, text } = mention;
    const open = () => router.go({ ...at.current, shown: { threadId, topicId, messageId, pane: 'thread' } });
    const words = w.thread.mentioned(by.name, text.slice(0, SHOWN_LENGTH));
    toasts.show({ tone: 'news', text: words, action: { label: w.stale.open, run: open } });
  });
  return null;
}
