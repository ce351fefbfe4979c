import type { TopicId } from '@everthread/shared/models/ids';
import type { Rating } from '@everthread/shared/models/rating';
import { useEffect, useMemo } from 'preact/hooks';
import { addStyle } from '../later.ts';
import { ratingFor } from '../models/rating.ts';
import type { ThreadModel } from '../models/thread-model.ts';
import { ratingWords } from '../rating-words.ts';
import ratingStyle from '../styles/rating.css?inline';
import type { Speech } from '../words.ts';
import { focusField } from './focus-field.ts';

addStyle(ratingStyle);

// From the worst to the best: where the mouth's ends are, and how far it is bent.
const MOUTHS = [
  [17, 11],
  [16.5, 13.5],
  [15.5, 15.5],
  [14.5, 17.5],
  [14, 20],
];
const SCORES = [1, 2, 3, 4, 5] as const;
const MAX_LENGTH = 1000;

type RatingQuestionProps = {
  topicId: TopicId;
  rating: Rating;
  thread: ThreadModel;
  speech: Speech;
  announce: (words: string) => void;
};

/** How it went: one of five, saved as it is chosen, and then a word if he likes. */
export function RatingQuestion({ topicId, rating, thread, speech, announce }: RatingQuestionProps) {
  const w = ratingWords(document.documentElement.lang);
  const { shown, say, hear } = useMemo(
    () =>
      ratingFor({
        score: rating.score,
        post: (next, word) => thread.rate(topicId, next, word),
        onTrouble: thread.noteTrouble,
      }),
    [topicId],
  );
  useEffect(() => hear(rating.score), [rating.score]);
  useEffect(() => {
    if (rating.score === null) announce(w.ask);
  }, []);
  const isStars = thread.ratingScale.value === 'stars';
  const score = shown.value ?? 0;

  return (
    <section class="rating" aria-label={w.ask}>
      <fieldset>
        <legend>{w.ask}</legend>
        <div class={isStars ? 'stars' : 'scores'}>
          {SCORES.map((value) => (
            <label key={value} class={isStars && value <= score ? 'lit' : ''} title={w.scores[value - 1]}>
              <input
                type="radio"
                name={`rating ${topicId}`}
                value={value}
                checked={score === value}
                aria-label={w.scores[value - 1]}
                onChange={() => say(value)}
              />
              <span aria-hidden="true">{isStars ? '★' : <Face score={value} />}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <p role="status" class={rating.word ? 'thanks' : 'heard'}>
        {score > 0 && w.thanks}
      </p>
      {score > 0 && !rating.word && (
        <form
          onSubmit={(event) => {
            event.preventDefault();
            const word = String(new FormData(event.currentTarget).get('word') ?? '').trim();
            if (!word) return;
            say(score, word);
            focusField();
          }}
        >
          <input
            name="word"
            dir="auto"
            autocomplete="off"
            maxLength={MAX_LENGTH}
            aria-label={w.word}
            placeholder={w.word}
          />
          <button type="submit">{speech.say('send')}</button>
        </form>
      )}
    </section>
  );
}

function Face({ score }: { score: number }) {
  const [ends, bend] = MOUTHS[score - 1] ?? [];
  return (
    <svg aria-hidden="true" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.5">
      <circle cx="12" cy="12" r="10" />
      <path d={`M8 9v1M16 9v1M7.5 ${ends}Q12 ${bend} 16.5 ${ends}`} stroke-linecap="round" />
    </svg>
  );
}
