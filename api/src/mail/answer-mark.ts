import { newWords } from './fold-quotes.ts';

/** Stands on top of a mail that an agent answers: whatever follows it he has not written. */
export const ANSWER_ABOVE = '–––– Write your answer above this line ––––';
const MARK = 'Write your answer above this line';

/**
 * What an agent answered, and nothing of our mail, which is none of the visitor's business: what stands above the line, or
 * below all of a quote. `''` where he wrote nothing; null where his words cannot be told from ours.
 */
export function answerOf(text: string, publicUrl: string): string | null {
  const lines = text.replace(/\r\n?/g, '\n').split('\n');
  const mark = lines.findIndex((line) => line.includes(MARK));
  const above = mark === -1 ? '' : newWords(withoutIntroduction(lines.slice(0, mark)).join('\n'));
  const said = above || newWords(text);
  return said.includes(MARK) || said.includes(`${publicUrl}/mail/stop/`) ? null : said;
}

/** “… wrote:”, in whatever language: the lines before what is quoted that name a time or an address and end in a colon. */
function withoutIntroduction(lines: readonly string[]): readonly string[] {
  const end = lines.findLastIndex((line) => /[^\s>]/.test(line)) + 1;
  if (!/[:：]\s*\*?$/.test(lines[end - 1] ?? '')) return lines.slice(0, end);
  let begin = end - 1;
  while (begin > 0 && end - begin < 3 && (lines[begin - 1] ?? '').trim() !== '') begin -= 1;
  const introduction = lines.slice(begin, end).join(' ');
  return /@|\d{1,2}[:.]\d{2}|\d{4}/.test(introduction) ? lines.slice(0, begin) : lines.slice(0, end);
}
