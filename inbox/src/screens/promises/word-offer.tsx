import type { MessageId, PromiseId } from '@everthread/shared/models/ids';

import type { TeamMessage } from '@everthread/shared/models/message';
import type { Topic } from '@everthread/shared/models/topic';
import { signal } from '@preact/signals';
import { useMemo, useState } from 'preact/hooks';
import { createCall } from '../../api/call.ts';
import { createPromiseApi } from '../../api/promise-api.ts';
import { useApp } from '../../app-context.ts';
import { errorWords } from '../../error-words.ts';
import { momentName } from '../../format.ts';
import { useLocale } from '../../locale.ts';
import { enPromises } from '../../locales/en-promises.ts';
import { newId } from '../../new-id.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { inputValue } from '../thread/later-times.ts';
import { useThreadScope } from '../thread/thread-scope.ts';
import { findWord } from './find-word.ts';

/** For so long after one's words it is asked whether they are a promise. */
const ASKED_FOR_MS = 10 * 60_000;

/** Of which messages it was said already whether they are. */
const answered = signal<ReadonlySet<MessageId>>(new Set());

/** Asks whoever has just said by when he will do something whether it is a promise. */
export function WordOffer({ topic }: { topic: Topic | undefined }) {
  const { now } = useApp();
  const { thread, agentId } = useThreadScope();
  const newest = thread.sent.value.findLast(({ kind, deletedAt }) => kind === 'message' && !deletedAt);
  const isMine = newest?.author.id === agentId && newest.topicId === topic?.id;
  const sentMs = newest ? Date.parse(newest.sentAt) : 0;
  const isFresh = now.now.value - sentMs < ASKED_FOR_MS;
  const due = useMemo(() => (newest && isMine ? findWord(newest.text, new Date(sentMs)) : undefined), [newest, isMine]);
  if (!newest || !due || !isFresh || !topic || topic.status === 'done') return null;
  if (answered.value.has(newest.id) || topic.promise?.messageId === newest.id) return null;
  return <Offer key={newest.id} topic={topic} message={newest} due={due} />;
}

function Offer({ topic, message, due }: { topic: Topic; message: TeamMessage; due: Date }) {
  const { now, account, toasts } = useApp();
  const { strings: t, language } = useLocale();
  const { inbox } = useThreadScope();
  const w = enPromises;
  const [own, setOwn] = useState<string | undefined>(undefined);
  const [isSending, setSending] = useState(false);
  const chosen = own === undefined ? due : new Date(own);
  const isPast = !(chosen.getTime() > now.now.value);
  const dueAt = chosen.toISOString();
  // Pressed again, as the answer was lost, it is the same promise; for another time it is another.
  const id = useMemo(() => newId() as PromiseId, [message.id, dueAt]);

  const answer = () => {
    answered.value = new Set([...answered.value, message.id]);
  };

  async function promise(): Promise<void> {
    if (isPast || isSending) return;
    setSending(true);
    const api = createPromiseApi(createCall(window.fetch.bind(window), account.turnAway), inbox.workspaceId.value);
    const word = { id, messageId: message.id, dueAt };
    try {
      await api.giveWord(topic.id, word);
      answer();
      const when = momentName(dueAt, now.now.peek(), language, t.dates);
      toasts.show({ tone: 'news', text: w.promised(when) });
    } catch (error) {
      setSending(false);
      toasts.show({ tone: 'trouble', text: `${w.failed}. ${errorWords(error, t)}` });
    }
  }

  return (
    <div class="shrink-0 px-3 two:px-5">
      <section
        aria-label={w.offer(momentName(due.toISOString(), now.now.value, language, t.dates))}
        class="mx-auto mb-2 flex w-full max-w-192 flex-wrap items-center gap-2 rounded-large border border-line bg-raised px-3 py-2"
      >
        <Icon name="clock" class="size-4 shrink-0 text-soft" />
        <div class="min-w-48 flex-1" role="status">
          <p class="font-medium text-ink">
            {w.offer(momentName(chosen.toISOString(), now.now.value, language, t.dates))}
          </p>
          <p class="text-small text-soft">{isPast ? w.past : w.offerWhy}</p>
        </div>
        {own !== undefined && (
          <input
            type="datetime-local"
            aria-label={w.dueAt}
            value={own}
            min={inputValue(new Date(now.now.value))}
            onInput={({ currentTarget }) => currentTarget.value && setOwn(currentTarget.value)}
            class="h-7 rounded-medium border border-line bg-surface px-2 text-small text-ink"
          />
        )}
        <div class="flex items-center gap-1">
          <Button look="quiet" size="small" onClick={answer}>
            {w.no}
          </Button>
          {own === undefined && (
            <Button size="small" onClick={() => setOwn(inputValue(due))}>
              {w.change}
            </Button>
          )}
          <Button look="primary" size="small" disabled={isPast || isSending} onClick={() => void promise()}>
            {w.confirm}
          </Button>
        </div>
      </section>
    </div>
  );
}
