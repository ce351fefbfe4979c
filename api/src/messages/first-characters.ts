/** As much of a text as fits, never cut through a character. */
export const firstCharacters = (text: string, length: number): string =>
  [...text.slice(0, 2 * length)].slice(0, length).join('');
