/** So many letters tell words apart; what comes after them is mostly an ending. */
const TELLING = 6;
/** Where endings are known, what is left of a word may be longer. */
const TELLING_WITHOUT_ENDINGS = 8;

/**
 * How words of a script change. `before`: what is taken off first, mostly what grows onto their beginning. `after`: what
 * grows onto their end, written as words are compared; each takes one off. `left`: so many letters stay.
 */
type Grammar = { script: RegExp; before: readonly RegExp[]; after: readonly RegExp[]; left: number };

/** One of these at the end of a word, the longest. */
const ending = (any: string) => new RegExp(`(?:${any.replaceAll(' ', '|')})$`, 'u');

const GRAMMARS: readonly Grammar[] = [
  {
    // Cases of nouns and adjectives, of Russian and Ukrainian; taking off what verbs end in brings nothing more.
    script: /^\p{Script=Cyrillic}/u,
    before: [],
    after: [
      ending(
        'иями ями ами ого его ому ему ыми ими иеи иях иям ием ая яя ое ее ои еи ыи ии ые ие их ых ую юю ою ею ым им ом ем ам ям ах ях ов ев ів ия ию ью ья ье іи ії ію а я о е ы и і є у ю ь',
      ),
    ],
    left: 3,
  },
  {
    script: /^\p{Script=Greek}/u,
    before: [],
    after: [ending('ους ων ος ης ας ες ου οι αι ει α η ο ι ε υ ω')],
    left: 3,
  },
  {
    // After Ramanathan and Rao, "A Lightweight Stemmer for Hindi" (2003). Dots are left out as often as not.
    script: /^\p{Script=Devanagari}/u,
    before: [/[\u0901\u0902\u093c]/gu],
    after: [ending('ियो िया ाओ ाए ुओ ुए ो े ी ि ा ू ु')],
    left: 2,
  },
  {
    // After Larkey, Ballesteros and Connell, "Light Stemming for Arabic Information Retrieval" (2007).
    script: /^\p{Script=Arabic}/u,
    before: [/^و(?=.{3})/u, /^(?:بال|كال|فال|لل|ال)(?=..)/u],
    after: ['ها', 'ان', 'ات', 'ون', 'ين', 'يه', 'ية', 'ه', 'ة', 'ي'].map(ending),
    left: 2,
  },
];

/** Latin letters, and the characters of China, Japan and Korea: nothing below has anything to say of them. */
const OTHERS = /^[\0-\u036f\u2e80-\uffff]/;
const UNCHANGING = /^[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u;

/** A word as it is found by, whatever grammar makes of it. */
export function withoutEndings(word: string): string {
  if (OTHERS.test(word)) return firstOf(word, TELLING);
  const grammar = grammarOf(word);
  if (!grammar) return UNCHANGING.test(word) ? word : firstOf(word, TELLING);
  let left = word;
  for (const part of grammar.before) left = left.replace(part, '');
  for (const part of grammar.after) left = left.replace(part, (end, at: number) => (at < grammar.left ? end : ''));
  return firstOf(left, TELLING_WITHOUT_ENDINGS);
}

/** By what a word that is only begun may be found once it has its ending. */
export function withoutEndingsToCome(begun: string): string[] {
  const grammar = grammarOf(begun);
  return grammar ? [1, 2].map((less) => begun.slice(0, -less)).filter(({ length }) => length >= grammar.left) : [];
}

const grammarOf = (word: string) => GRAMMARS.find(({ script }) => script.test(word));

const firstOf = (word: string, letters: number) =>
  word.length <= letters ? word : Array.from(word).slice(0, letters).join('');
