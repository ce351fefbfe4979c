import { plainText, readRichText } from '@everthread/shared/client/rich-text';
import type { Message, Quote } from '@everthread/shared/models/message';
import type { Speech } from '../words.ts';

/** What a message answers to, in one line. */
export function quoteOf(message: Message): Quote {
  const { id, seq, author, text, attachments } = message;
  return { id, seq, by: author.kind, text: text || (attachments[0]?.name ?? '') };
}

type QuotedProps = { quote: Quote; author: string | undefined; speech: Speech };

export function QuotedLine({ quote, author, speech }: QuotedProps) {
  const name = quote.by === 'visitor' ? speech.say('you') : author;
  return (
    <>
      {name && (
        <span class="quoted-name" dir="auto">
          {name}
        </span>
      )}
      <span class="quoted-text" dir="auto">
        {plainText(readRichText(quote.text)) || speech.say('deleted')}
      </span>
    </>
  );
}
