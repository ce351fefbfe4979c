import type { BotQuote, BotSaying } from '@everthread/shared/models/bot';
import { pathOf } from '../help/addresses.ts';
import type { BotRow, QuoteRow } from './bot-rows.ts';

/** What both sides get of what the bot said. */
export function toSaying({ kind, quotes, isWritten, helped, asks }: BotRow): BotSaying {
  switch (kind) {
    case 'answer':
      return { kind, quotes: quotes.map(toBotQuote), isWritten: isWritten ?? false, helped };
    case 'suggestion':
      return {
        kind,
        choices: quotes.map(({ articleId, language, title }) => ({ articleId, language, title })),
      };
    case 'step':
      return { kind, asks };
    default:
      return { kind: 'handover' };
  }
}

export const toBotQuote = (row: QuoteRow): BotQuote => ({
  articleId: row.articleId,
  language: row.language,
  version: row.version,
  title: row.title,
  heading: row.heading,
  text: row.text,
  url: row.help && row.help.at + pathOf({ at: 'article', language: row.language, slug: row.help.slug }),
});
