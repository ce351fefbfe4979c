import * as z from 'zod/mini';
import { Language, Slug } from './article.ts';
import { CollectionId } from './ids.ts';
import { textOf } from './text.ts';

export const MOST_COLLECTIONS = 200;

/** What a collection is called in one language, and what is in it. */
export const CollectionName = z.strictObject({ name: textOf(120, 1), description: textOf(500) });
export type CollectionName = z.infer<typeof CollectionName>;

const Names = z.record(Language, CollectionName).check(
  z.refine((names) => Object.keys(names).length > 0 && Object.keys(names).length <= 50, {
    error: 'must have a name in at least one language',
  }),
);

/** Articles that belong together, in the order that the team gives. */
export const Collection = z.object({
  id: CollectionId,
  slug: z.string(),
  names: z.record(z.string(), CollectionName), // by language
  position: z.int(),
});
export type Collection = z.infer<typeof Collection>;

const Position = z.int().check(z.minimum(0), z.maximum(1_000_000));

/** The id is chosen by the sender, so that making it twice makes it once, and what was removed can be brought back. */
export const NewCollection = z.strictObject({
  id: CollectionId,
  slug: z.optional(Slug), // by default what the first name gives
  names: Names,
  position: z.optional(Position),
});
export type NewCollection = z.infer<typeof NewCollection>;

export const CollectionChange = z.strictObject({
  slug: z.optional(Slug),
  names: z.optional(Names),
  position: z.optional(Position),
});
export type CollectionChange = z.infer<typeof CollectionChange>;
