/** What is known of the commonest words of English: the place of each among them, and in which direction its meaning lies. */
export type WordTable = { places: ReadonlyMap<string, number>; steps: readonly number[]; levels: Uint8Array };

let kept: Promise<WordTable> | undefined;

/** The table that ships with the product, read when it is first wanted: some 3 MB, however much is asked. */
export const wordTable = (): Promise<WordTable> => {
  kept ??= read();
  return kept;
};

async function read(): Promise<WordTable> {
  const { default: stored } = await import('./table.json', { with: { type: 'json' } });
  const places = new Map(stored.words.split(' ').map((word, place) => [word, place]));
  return { places, steps: stored.steps.split(' ').map(Number), levels: Buffer.from(stored.levels, 'base64') };
}
