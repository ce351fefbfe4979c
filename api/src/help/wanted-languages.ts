import type { Language } from '@everthread/shared/models/article';
import { Language as LanguageTag } from '@everthread/shared/models/article';
import * as z from 'zod/mini';
import { withoutRegion } from './without-region.ts';

const MOST = 10;

/** The languages that a browser asks for, the dearest first, each also without its region. */
export function wantedLanguages(header: string | undefined): Language[] {
  const wanted = (header ?? '')
    .slice(0, 500)
    .split(',')
    .slice(0, MOST)
    .map((part) => {
      const [tag = '', ...more] = part.trim().split(';');
      const quality = Number(/^\s*q=([\d.]+)/.exec(more.join(';'))?.[1] ?? 1);
      return { tag: canonical(tag), quality };
    })
    .filter(({ tag, quality }) => tag !== undefined && quality > 0)
    .toSorted((a, b) => b.quality - a.quality)
    .flatMap(({ tag = '' }) => [tag, withoutRegion(tag)]);
  return [...new Set(wanted)].filter((tag) => z.safeParse(LanguageTag, tag).success);
}

function canonical(tag: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(tag.trim())[0];
  } catch {
    return undefined;
  }
}
