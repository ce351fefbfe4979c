import type { TeamMessage } from '@everthread/shared/models/message';
import { useLocale } from '../../locale.ts';
import { useThreadWords } from '../../locales/en-thread.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { visitorName } from '../../visitor-name.ts';
import { useThreadScope } from './thread-scope.ts';

type StaleNoticeProps = {
  between: readonly TeamMessage[];
  onSend: () => void;
  onEdit: () => void;
  onDiscard?: () => void;
};

/** Why a reply was held back: what came in between, and what its writer can do about it. */
export function StaleNotice({ between, onSend, onEdit, onDiscard }: StaleNoticeProps) {
  const { strings: t, language } = useLocale();
  const words = useThreadWords();
  const { visitor, onSeek } = useThreadScope();
  const nameOf = ({ author }: TeamMessage) => (author.kind === 'visitor' ? visitorName(visitor, t) : author.name);
  const names = new Intl.ListFormat(language).format(new Set(between.map(nameOf)));
  return (
    <section
      aria-label={words.stale.region}
      class="rise mt-1.5 w-full max-w-[min(85%,38rem)] rounded-medium border border-note-line bg-surface p-3 text-start"
    >
      <p role="status" class="flex items-start gap-1.5 font-medium text-note-ink">
        <Icon name="alert" class="mt-0.5 size-4" />
        <span>{between.length > 0 ? words.stale.because(names) : words.stale.returned}</span>
      </p>
      <ol class="mt-2 flex flex-col gap-1 border-s-2 border-line ps-2.5">
        {between.map((message) => (
          <li key={message.id}>
            <button
              type="button"
              onClick={() => onSeek(message.id)}
              class="block w-full text-start text-soft hover:text-ink"
            >
              <bdi class="font-medium text-ink">{nameOf(message)}</bdi>{' '}
              <span dir="auto" class="line-clamp-2">
                {message.text || message.attachments[0]?.name}
              </span>
            </button>
          </li>
        ))}
      </ol>
      <div class="mt-2.5 flex flex-wrap justify-end gap-2 print:hidden">
        {onDiscard && (
          <Button size="small" onClick={onDiscard}>
            {words.stale.discard}
          </Button>
        )}
        <Button size="small" onClick={onSend}>
          {words.stale.sendAnyway}
        </Button>
        <Button size="small" look="primary" onClick={onEdit}>
          {words.thread.edit}
        </Button>
      </div>
    </section>
  );
}
