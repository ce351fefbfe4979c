import type { BotQuestion, QuestionCluster } from '@everthread/shared/models/bot';
import type { WorkspaceId } from '@everthread/shared/models/ids';
import { useState } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { longAge } from '../../format.ts';
import { useLocale } from '../../locale.ts';
import { useArticleWords } from '../../locales/en-articles.ts';
import type { GapsModel } from '../../models/gaps-model.ts';
import { pathOf } from '../../routes.ts';
import { listOf } from '../../topics-route.ts';
import { Button } from '../../ui/button.tsx';
import { firstLanguage } from '../articles/languages.ts';
import { useAttempt } from '../articles/use-articles.ts';

type GapProps = { cluster: QuestionCluster; model: GapsModel; workspaceId: WorkspaceId; mayWrite: boolean };

/** Questions that ask for the same, and what can be made of them. */
export function Gap({ cluster, model, workspaceId, mayWrite }: GapProps) {
  const { router, toasts, now } = useApp();
  const { language } = useLocale();
  const w = useArticleWords().gaps;
  const attempt = useAttempt();
  const [isBusy, setBusy] = useState(false);
  const { questions, best } = cluster;
  const [first] = questions;
  if (!first) return null;
  const near = best[0];

  async function make(what: () => Promise<unknown>, said?: string): Promise<void> {
    setBusy(true);
    const isDone = await attempt(what);
    setBusy(false);
    if (isDone && said) toasts.show({ tone: 'news', text: said });
  }
  const write = () =>
    make(async () => {
      const at = await model.write(cluster, firstLanguage(language));
      router.go({ name: 'articles', workspaceId, at });
    }, w.written);

  const placeOf = ({ threadId, topicId, messageId }: BotQuestion) =>
    pathOf({ ...listOf(workspaceId, 'all'), shown: { threadId, topicId, messageId, pane: 'thread' } });

  return (
    <li class="flex flex-col gap-3 rounded-large border border-line bg-surface p-5">
      <div>
        <h2 class="typed text-read font-semibold">
          <bdi>{first.text}</bdi>
        </h2>
        <p class="mt-1 flex flex-wrap gap-x-3 text-small text-faint">
          <span>{w.asked(questions.length, longAge(first.askedAt, now.now.value, language))}</span>
          {questions.length === 1 && (
            <>
              <span>{w.outcomes[first.outcome]}</span>
              <a href={placeOf(first)} class="text-accent underline-offset-3 hover:underline">
                {w.open}
              </a>
            </>
          )}
        </p>
      </div>
      {questions.length > 1 && (
        <details>
          <summary class="w-fit cursor-pointer rounded-small text-small text-soft hover:text-ink">{w.all}</summary>
          <ul class="mt-2 flex max-h-80 flex-col gap-1 overflow-y-auto">
            {questions.map((question) => (
              <li key={question.id} class="flex flex-wrap items-center gap-x-2">
                <a href={placeOf(question)} dir="auto" class="text-accent hover:underline">
                  {question.text}
                </a>
                <span class="text-small text-faint">{w.outcomes[question.outcome]}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      {mayWrite && (
        <div class="flex flex-wrap gap-2">
          <Button look="primary" disabled={isBusy} onClick={() => void write()}>
            {w.write}
          </Button>
          {near && (
            <Button
              class="max-w-full"
              disabled={isBusy}
              onClick={() => void make(() => model.add(cluster, near), w.added)}
            >
              <span class="min-w-0 text-start [overflow-wrap:anywhere]">{w.add(near.title)}</span>
            </Button>
          )}
          <Button look="quiet" disabled={isBusy} onClick={() => void make(() => model.settle(cluster))}>
            {w.dismiss}
          </Button>
        </div>
      )}
    </li>
  );
}
