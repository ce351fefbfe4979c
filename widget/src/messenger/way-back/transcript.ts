import { readableText } from '@everthread/shared/client/readable-text';
import { readRichText } from '@everthread/shared/client/rich-text';
import type { Message } from '@everthread/shared/models/message';
import type { Speech } from '../words.ts';

/** A conversation as plain text, message by message: when, who, what. */
export function transcriptOf(messages: readonly Message[], speech: Pick<Speech, 'say' | 'fullTime'>): string {
  return messages
    .map(({ author, text, sentAt, attachments, deletedAt }) => {
      const who = 'name' in author ? author.name : speech.say('you');
      const said = deletedAt ? speech.say('deleted') : readableText(readRichText(text));
      const lines = [said, ...attachments.map(({ name }) => `[${name}]`)].filter(Boolean);
      return `${speech.fullTime(new Date(sentAt))} · ${who}\n${lines.join('\n')}\n`;
    })
    .join('\n');
}
