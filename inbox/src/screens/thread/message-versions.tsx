import type { MessageId } from '@everthread/shared/models/ids';
import { clockTime, fullTime } from '../../format.ts';
import { useLocale } from '../../locale.ts';
import { useThreadWords } from '../../locales/en-thread.ts';
import { LoadFailed } from '../load-failed.tsx';
import { useLoaded } from '../use-loaded.ts';
import { RichText } from './rich-text.tsx';
import { useThreadScope } from './thread-scope.ts';

/** What a message said before, oldest first. Nobody but the team is ever told. */
export function MessageVersions({ messageId }: { messageId: MessageId }) {
  const { strings: t, language } = useLocale();
  const words = useThreadWords();
  const { thread } = useThreadScope();
  const state = useLoaded(() => thread.versions(messageId), [messageId]);

  if (state.name === 'loading') return <p class="mt-1 px-1 text-small text-faint">{t.loading}</p>;
  if (state.name === 'failed')
    return <LoadFailed says={words.message.historyFailed} error={state.error} onRetry={state.tryAgain} />;
  return (
    <ol
      aria-label={words.message.history}
      class="rise mt-1.5 flex max-w-[min(85%,38rem)] flex-col gap-2 border-s-2 border-line ps-3"
    >
      {state.value.map(({ text, replacedAt }) => (
        <li key={replacedAt} class="text-soft">
          <RichText text={text} />
          <time dateTime={replacedAt} title={fullTime(replacedAt, language)} class="text-small text-faint">
            {words.message.saidUntil(clockTime(replacedAt, language))}
          </time>
        </li>
      ))}
    </ol>
  );
}
