import * as z from 'zod/mini';
import { textOf } from './text.ts';

/** How visitors are asked how it went, once a topic is done; `off`: not at all. */
export const RatingScale = z.enum(['faces', 'stars', 'off']);
export type RatingScale = z.infer<typeof RatingScale>;

/** From 1, very bad, to 5, very good. */
export const Score = z.int().check(z.minimum(1), z.maximum(5));

const RATING_WORD_MAX_LENGTH = 1000;

/** What a visitor says of how it went. Said again while the topic is still done, it takes the place of what he said. */
export const NewRating = z.strictObject({ score: Score, word: z.optional(textOf(RATING_WORD_MAX_LENGTH)) });
export type NewRating = z.infer<typeof NewRating>;

/** Asked, and perhaps answered. A question that nobody has answered is gone as soon as its topic goes on. */
export const Rating = z.object({
  askedAt: z.iso.datetime(),
  score: z.nullable(Score),
  word: z.nullable(z.string()),
  ratedAt: z.nullable(z.iso.datetime()),
});
export type Rating = z.infer<typeof Rating>;
