import type { Block } from '@everthread/shared/client/article-blocks';
import type { Clock } from '@everthread/shared/client/clock';
import type { FoundArticle, NamedArticle } from '@everthread/shared/models/found-article';
import { createModel, signal } from '@preact/signals';
import type { Api } from '../api.ts';

const PAUSE_MS = 250;

/** An article as it is read. `imagesAt`: where its images are shown from. */
export type ShownArticle = NamedArticle & { imagesAt: string; blocks: readonly Block[] };

export type Reading = { name: 'opening' } | { name: 'open'; article: ShownArticle } | { name: 'failed' };

/** Nothing was looked for yet, or this was found for what was last asked. */
export type Finding =
  | { name: 'idle' }
  | { name: 'found'; text: string; articles: readonly FoundArticle[] }
  | { name: 'failed' };

/** Finds articles while somebody types, and opens them. */
export const HelpModel = createModel((api: Pick<Api, 'articles'>, language: string, clock: Clock) => {
  const finding = signal<Finding>({ name: 'idle' });
  const reading = signal<Reading>({ name: 'opening' });
  let endPause = () => {};
  let newest = 0;
  let opened = 0;

  async function ask(text: string): Promise<void> {
    newest += 1;
    const own = newest;
    const next = await api
      .articles<{ found: FoundArticle[] }>('', { language, q: text })
      .then(({ found }): Finding => ({ name: 'found', text, articles: found }))
      .catch((): Finding => ({ name: 'failed' }));
    // An answer that was overtaken is not shown.
    if (own === newest) finding.value = next;
  }

  return {
    finding,
    reading,
    /** Asks once who types makes a pause. */
    look(typed: string): void {
      const text = typed.trim().slice(-200).toWellFormed();
      endPause();
      newest += 1;
      if (text === '') finding.value = { name: 'idle' };
      else endPause = clock.after(PAUSE_MS, () => void ask(text));
    },
    async open({ id, language: written }: NamedArticle): Promise<void> {
      opened += 1;
      const own = opened;
      reading.value = { name: 'opening' };
      const next = await api
        .articles<{ article: ShownArticle }>(`/${id}`, { language: written })
        .then(({ article }): Reading => ({ name: 'open', article }))
        .catch((): Reading => ({ name: 'failed' }));
      // Another may have been opened meanwhile.
      if (own === opened) reading.value = next;
    },
    end(): void {
      endPause();
      newest += 1;
    },
  };
});
export type HelpModel = InstanceType<typeof HelpModel>;
