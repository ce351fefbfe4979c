import type { MessageId, ThreadId, TopicId } from '@everthread/shared/models/ids';
import type { ComponentChildren } from 'preact';
import { fullTime } from '../../format.ts';
import { useLocale } from '../../locale.ts';
import { useBotWords } from '../../locales/en-bot.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import { pathOf } from '../../routes.ts';
import { listOf } from '../../topics-route.ts';

type AnswerCardProps = {
  inbox: InboxModel;
  answer: {
    messageId: MessageId;
    threadId: ThreadId;
    topicId: TopicId;
    question: string;
    answer: string;
    answeredAt: string;
  };
  mark?: string | undefined;
  children: ComponentChildren;
};

/** A question and what the bot said to it, with the way to where that was. */
export function AnswerCard({ inbox, answer, mark, children }: AnswerCardProps) {
  const w = useBotWords();
  const { language } = useLocale();
  const { messageId, threadId, topicId, question, answeredAt } = answer;
  const place = pathOf({
    ...listOf(inbox.workspaceId.value, 'all'),
    shown: { threadId, topicId, pane: 'thread', messageId },
  });
  return (
    <li class="flex flex-col gap-2 border-t border-line py-4 first:border-0 first:pt-0 last:pb-0">
      <p class="font-medium">
        <bdi>{question}</bdi>
      </p>
      <p dir="auto" class="typed line-clamp-6 border-s-2 border-strong-line ps-3 text-soft">
        {answer.answer}
      </p>
      <p class="flex flex-wrap gap-x-3 text-small text-faint">
        <time dateTime={answeredAt}>{fullTime(answeredAt, language)}</time>
        {mark && <span>{mark}</span>}
        <a href={place} class="text-accent underline-offset-3 hover:underline">
          {w.open}
        </a>
      </p>
      {children}
    </li>
  );
}
