import { plainText, readRichText } from '@everthread/shared/client/rich-text';
import type { Message } from '@everthread/shared/models/message';

const LONGEST = 300;

/** What a screen reader says of a new message: who, `bot` where it is one, and the beginning of the words or the files' names. */
export function announcementOf({ author, text, attachments }: Message, bot: string): string {
  const words = [plainText(readRichText(text)), ...attachments.map(({ name }) => name)].filter(Boolean).join(', ');
  const name = 'name' in author ? author.name : '';
  return `${author.kind === 'bot' ? `${name} (${bot})` : name}: ${words.slice(0, LONGEST)}`;
}
