import type { Rating } from '@everthread/shared/models/rating';
import type { TopicStatus } from '@everthread/shared/models/topic';

/** What a rating hangs on. */
export type RatingRow = {
  status: TopicStatus;
  doneAt: Date | null;
  ratingAskedAt: Date | null;
  rating: number | null;
  ratingWord: string | null;
  ratedAt: Date | null;
};

/**
 * What the visitor sees: the question while the topic is still done as it was when he was asked, or what he answered.
 * In the middle of a topic nothing; once that goes on, a question that he left is never put again.
 */
export function ratingForVisitor(row: RatingRow): Rating | undefined {
  const { status, doneAt, ratingAskedAt, ratedAt } = row;
  if (status !== 'done' || !doneAt || !ratingAskedAt) return undefined;
  return ratedAt || doneAt <= ratingAskedAt ? toRating(row, ratingAskedAt) : undefined;
}

/** What the team sees: what was answered, whatever has become of the topic since, or that the question stands. */
export const ratingForTeam = (row: RatingRow): Rating | undefined =>
  row.ratedAt && row.ratingAskedAt ? toRating(row, row.ratingAskedAt) : ratingForVisitor(row);

const toRating = ({ rating, ratingWord, ratedAt }: RatingRow, askedAt: Date): Rating => ({
  askedAt: askedAt.toISOString(),
  score: rating,
  word: ratingWord,
  ratedAt: ratedAt?.toISOString() ?? null,
});
