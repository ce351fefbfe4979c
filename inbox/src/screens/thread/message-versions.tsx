import type { MessageId } from '@everthread/shared/models/ids';
import type { MessageVersion } from '@everthread/shared/models/message';
import { useEffect, useState } from 'preact/hooks';
import { clockTime, fullTime } from '../../format.ts';
import { useLocale } from '../../locale.ts';
import { useThreadWords } from '../../locales/en-thread.ts';
import { RichText } from './rich-text.tsx';
import { useThreadScope } from './thread-scope.ts';

/** What a message said before, oldest first. Nobody but the team is ever told. */
export function MessageVersions({ messageId }: { messageId: MessageId }) {
  const { strings: t, language } = useLocale();
  const words = useThreadWords();
  const { thread } = useThreadScope();
  const [versions, setVersions] = useState<readonly MessageVersion[] | 'failed'>();
  useEffect(() => {
    thread.versions(messageId).then(setVersions, () => setVersions('failed'));
  }, [messageId]);

  if (!versions) return <p class="mt-1 px-1 text-small text-faint">{t.loading}</p>;
  if (versions === 'failed') return <p class="mt-1 px-1 text-small text-danger">{words.message.historyFailed}</p>;
  return (
    <ol
      aria-label={words.message.history}
      class="rise mt-1.5 flex max-w-[min(85%,38rem)] flex-col gap-2 border-s-2 border-line ps-3"
    >
      {versions.map(({ text, replacedAt }) => (
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
