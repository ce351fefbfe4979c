import type { Quote } from '@everthread/shared/models/message';
import { useThreadWords } from '../../locales/en-thread.ts';
import { Icon } from '../../ui/icon.tsx';
import { useQuotedName } from './quote-block.tsx';

/** What the words that are being written answer to. */
export function ComposerQuote({ quote, onRemove }: { quote: Quote; onRemove: () => void }) {
  const said = useThreadWords();
  const who = useQuotedName(quote);
  return (
    <div class="mx-3 mt-2 flex items-start gap-2 border-s-2 border-accent ps-2.5 text-small text-soft">
      <div class="min-w-0 flex-1">
        <p dir="auto" class="line font-semibold">
          {said.composer.quoting(who)}
        </p>
        <p dir="auto" class="line">
          {quote.text}
        </p>
      </div>
      <button
        type="button"
        aria-label={said.composer.noQuote}
        onClick={onRemove}
        class="flex size-7 shrink-0 items-center justify-center rounded-medium hover:bg-raised hover:text-ink"
      >
        <Icon name="close" class="size-3.5" />
      </button>
    </div>
  );
}
