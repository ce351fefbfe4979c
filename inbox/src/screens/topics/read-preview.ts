import { plainText, readRichText } from '@everthread/shared/client/rich-text';

export const readPreview = (text: string): string => plainText(readRichText(text));
