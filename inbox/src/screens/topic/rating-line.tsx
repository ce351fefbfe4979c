import type { Rating } from '@everthread/shared/models/rating';
import { clockTime, fullTime } from '../../format.ts';
import { useLocale } from '../../locale.ts';
import type { WorkWords } from '../../locales/en-work.ts';
import { workWords } from './work-words.ts';

const FACES = ['😞', '🙁', '😐', '🙂', '😀'];

export const ratedWords = (score: number, w: WorkWords): string =>
  w.rating.given(score, w.rating.scores[score - 1] ?? '');

export const faceOf = (score: number): string => FACES[score - 1] ?? '';

/** What the visitor said of how a topic went, or that he is asked. */
export function RatingLine({ rating }: { rating: Rating }) {
  const { language } = useLocale();
  const w = workWords();
  const { score, word, askedAt, ratedAt } = rating;
  const at = ratedAt ?? askedAt;
  const time = (
    <time dateTime={at} title={fullTime(at, language)} class="whitespace-nowrap">
      · {clockTime(at, language)}
    </time>
  );
  if (score === null) {
    return (
      <p class="my-1.5 px-4 text-center text-small text-faint">
        {w.rating.asked} {time}
      </p>
    );
  }
  return (
    <figure class="mx-auto my-3 w-fit max-w-120 rounded-large border border-line px-4 py-2.5 text-center">
      <figcaption class="text-small text-soft">
        <span aria-hidden="true" class="me-1.5 text-title">
          {faceOf(score)}
        </span>
        {ratedWords(score, w)} {time}
      </figcaption>
      {word && (
        <blockquote dir="auto" class="mt-1 text-read wrap-anywhere">
          {word}
        </blockquote>
      )}
    </figure>
  );
}
