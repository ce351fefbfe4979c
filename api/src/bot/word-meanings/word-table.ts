/** What is known of the commonest words of English: the place of each among them, and in which direction its meaning lies. */
export type WordTable = { places: ReadonlyMap<string, number>; steps: readonly number[]; levels: Uint8Array };

type Stored = { words: string; steps: string; levels: string };

/** A table that is read when it is first wanted, and then kept. Where it could not be, that is tried again the next time. */
export function tableFrom(load: () => Promise<{ default: Stored }>): () => Promise<WordTable> {
  let kept: Promise<WordTable> | undefined;
  return () => {
    kept ??= load().then(read, (error) => {
      kept = undefined;
      throw error;
    });
    return kept;
  };
}

/** The table that ships with the product: some 3 MB, however much is asked. */
export const wordTable = tableFrom(() => import('./table.json', { with: { type: 'json' } }));

function read({ default: stored }: { default: Stored }): WordTable {
  const places = new Map(stored.words.split(' ').map((word, place) => [word, place]));
  return { places, steps: stored.steps.split(' ').map(Number), levels: Buffer.from(stored.levels, 'base64') };
}
