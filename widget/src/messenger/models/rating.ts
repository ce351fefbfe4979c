import { type Signal, signal } from '@preact/signals';

type Said = { score: number; word?: string };
type RatingParts = {
  score: number | null;
  post: (score: number, word?: string) => Promise<void>;
  onTrouble: () => void;
};

/**
 * How a topic went, as its visitor says it. What he pressed last is what stays: one is sent at a time, and of those that
 * come meanwhile the last.
 */
export function ratingFor({ score, post, onTrouble }: RatingParts) {
  const shown: Signal<number | null> = signal(score);
  let saved = score;
  let next: Said | undefined;
  let isSending = false;
  let heard: (number | null)[] = []; // while sending

  async function send(): Promise<void> {
    isSending = true;
    for (let said = next; said; said = next) {
      next = undefined;
      heard = [];
      try {
        await post(said.score, said.word);
        // What is told after one's own came after it; what is told before, one's own has replaced, or will have.
        saved = heard.includes(said.score) ? (heard.at(-1) ?? null) : said.score;
        if (!next) shown.value = saved;
      } catch {
        if (heard.length > 0) saved = heard.at(-1) ?? null;
        // What was pressed since is still to be sent, and may yet be saved.
        if (next) continue;
        shown.value = saved;
        onTrouble();
      }
    }
    isSending = false;
  }

  return {
    shown,
    say(chosen: number, word = next?.word): void {
      shown.value = chosen;
      next = { score: chosen, ...(word !== undefined && { word }) };
      if (!isSending) void send();
    },
    /** As the server has it now: said in another tab. */
    hear(told: number | null): void {
      if (isSending) heard.push(told);
      else shown.value = saved = told;
    },
  };
}
