import { plainText, readRichText } from '@everthread/shared/client/rich-text';
import type { Quote } from '@everthread/shared/models/message';
import { useStrings } from '../../locale.ts';
import { useThreadWords } from '../../locales/en-thread.ts';
import { visitorName } from '../../visitor-name.ts';
import { useThreadScope } from './thread-scope.ts';

/** What a message answers to, on two lines; leads there. */
export function QuoteBlock({ quote }: { quote: Quote }) {
  const words = useThreadWords();
  const { onSeek } = useThreadScope();
  const who = useQuotedName(quote);
  const text = plainText(readRichText(quote.text)) || words.message.quotedDeleted;
  return (
    <button
      type="button"
      tabIndex={-1}
      onClick={() => onSeek(quote.id)}
      class="mb-1.5 block w-full max-w-full min-w-0 border-s-2 border-accent ps-2.5 text-start text-small text-soft hover:text-ink"
    >
      <span class="sr-only">{words.message.toQuoted}</span>
      <bdi class="block truncate font-semibold">{who}</bdi>
      <span dir="auto" class="line block">
        {text}
      </span>
    </button>
  );
}

/** Who said what is quoted: by his own name where the message is at hand. */
export function useQuotedName(quote: Quote): string {
  const t = useStrings();
  const { thread, visitor } = useThreadScope();
  if (quote.by === 'visitor') return visitorName(visitor, t);
  const author = thread.sent.peek().find(({ id }) => id === quote.id)?.author;
  return author?.kind === 'agent' ? author.name : t.topics.ours;
}
