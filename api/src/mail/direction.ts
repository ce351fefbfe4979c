export type Direction = 'ltr' | 'rtl';

const LETTER = /\p{L}/u;
const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Samaritan}\p{Script=Mandaic}\p{Script=Adlam}]/u;

/** Which way words are written, by their first letter, as a browser decides `dir="auto"`; the way around them where there is none. */
export function directionOf(words: string, around: Direction): Direction {
  const [letter] = LETTER.exec(words) ?? [];
  if (!letter) return around;
  return RIGHT_TO_LEFT.test(letter) ? 'rtl' : 'ltr';
}

/** The side on which words begin, by name: Gmail, Outlook and Yahoo leave out every style that says `start`. */
export const startOf = (direction: Direction): 'left' | 'right' => (direction === 'rtl' ? 'right' : 'left');
