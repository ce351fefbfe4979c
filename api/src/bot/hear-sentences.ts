import { MOST_SENTENCES, MOST_TRIED, type Sentence, verifiedSentence } from './verify-sentences.ts';

/** An answer is an object, in it a list, and in that the sentences. */
const DEPTH = 2;

/**
 * Hears an answer while it is said, all of it so far each time, and tells of each sentence that may be said as soon as it is
 * whole. Each letter is looked at once, and each sentence, for a model may come letter by letter, and be anybody's.
 */
export function hearSentences(bodies: readonly string[], tell: (sentence: Sentence) => void): (text: string) => void {
  let tried = 0;
  let kept = 0;
  let at = 0;
  let depth = 0;
  let from = 0;
  let isQuoted = false;

  function hear(said: string): void {
    tried += 1;
    const sentence = verifiedSentence(parsed(said), bodies);
    if (!sentence) return;
    kept += 1;
    tell(sentence);
  }

  return (text) => {
    for (; at < text.length && tried < MOST_TRIED && kept < MOST_SENTENCES; at += 1) {
      const letter = text[at];
      if (isQuoted) {
        if (letter === '\\')
          at += 1; // whatever comes next is no end, though it be still to come
        else if (letter === '"') isQuoted = false;
      } else if (letter === '"') isQuoted = depth > 0;
      else if (letter === '{' || letter === '[') {
        if (depth === DEPTH) from = at;
        depth += 1;
      } else if (letter === '}' || letter === ']') {
        depth -= 1;
        if (depth === DEPTH) hear(text.slice(from, at + 1));
      }
    }
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
