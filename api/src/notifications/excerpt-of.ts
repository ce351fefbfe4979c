import { plainText, readRichText } from '@everthread/shared/client/rich-text';
import { firstCharacters } from '../messages/first-characters.ts';

/** What is read from the database for one, so that a mark in it is not cut before it is closed. */
export const READ_FOR_EXCERPT = 400;
const LENGTH = 200;

/** As much of what was said as a notification shows, without the marks that only a messenger draws; null where there is nothing. */
export const excerptOf = (text: string | null): string | null =>
  firstCharacters(plainText(readRichText(text ?? '')).trim(), LENGTH) || null;
