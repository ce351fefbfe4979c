import * as z from 'zod/mini';
import { AgentId, ArticleId, CollectionId } from './ids.ts';
import { textOf, unfinishedTextOf } from './text.ts';

export const ARTICLE_TITLE_MAX_LENGTH = 300;
export const ARTICLE_BODY_MAX_LENGTH = 200_000;
const MOST_WORDINGS = 200;

/** A language as browsers name it, such as `en`, `pt-BR` or `zh-Hant`. */
export const Language = z
  .string()
  .check(z.regex(/^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|\d{3}))?$/, { error: 'must be a language such as `pt-BR`' }));
export type Language = z.infer<typeof Language>;

/** Who may read an article: all, those who have proven who they are, or the team alone. */
export const Audience = z.enum(['everyone', 'verified', 'internal']);
export type Audience = z.infer<typeof Audience>;

/** What an article is called in an address. Letters of any script, small where there are small ones. */
export const Slug = z.string().check(
  z.maxLength(100),
  z.regex(/^[\p{L}\p{M}\p{N}]+(-[\p{L}\p{M}\p{N}]+)*$/u, {
    error: 'must be letters and digits, with single hyphens between',
  }),
  z.refine((slug) => slug === slug.toLowerCase() && slug === slug.normalize('NFC'), {
    error: 'must be in small letters',
  }),
);
export type Slug = z.infer<typeof Slug>;

/** Other ways in which people ask what an article answers. */
const Wordings = z.array(textOf(500, 1)).check(z.maxLength(MOST_WORDINGS));

/** The words of an article in one language. The body is markdown, and stays as it was written. */
const words = {
  title: textOf(ARTICLE_TITLE_MAX_LENGTH),
  body: unfinishedTextOf(ARTICLE_BODY_MAX_LENGTH),
  wordings: Wordings,
};

/** An article in one language as the team writes it, and how much of that is published. */
export const ArticleVariant = z.object({
  language: Language,
  slug: z.string(),
  title: z.string(),
  body: z.string(),
  wordings: z.array(z.string()),
  rev: z.int(), // higher with each change
  changedAt: z.iso.datetime(),
  changedBy: z.nullable(AgentId),
  published: z.nullable(z.object({ version: z.int(), at: z.iso.datetime(), isCurrent: z.boolean() })),
});
export type ArticleVariant = z.infer<typeof ArticleVariant>;

export const Article = z.object({
  id: ArticleId,
  collectionId: z.nullable(CollectionId),
  audience: Audience,
  position: z.int(), // in its collection
  isRemoved: z.boolean(),
  variants: z.array(ArticleVariant), // by language
});
export type Article = z.infer<typeof Article>;

/** How many readers said that it helped, and how many that it did not. */
export const ArticleVotes = z.object({ helped: z.int(), notHelped: z.int() });
export type ArticleVotes = z.infer<typeof ArticleVotes>;

/** An article in a list: all of it but the bodies. `votes`: of what is published now. */
export const ListedArticle = z.object({
  ...Article.shape,
  variants: z.array(z.extend(z.omit(ArticleVariant, { body: true, wordings: true }), { votes: ArticleVotes })),
});
export type ListedArticle = z.infer<typeof ListedArticle>;

/** The latest changed first. `next`: where the following page begins, if there is one. */
export const ArticlePage = z.object({ articles: z.array(ListedArticle), next: z.nullable(z.string()) });
export type ArticlePage = z.infer<typeof ArticlePage>;

/** The id is chosen by the sender, so that making it twice makes it once. It begins with one language. */
export const NewArticle = z.strictObject({
  id: ArticleId,
  collectionId: z.optional(z.nullable(CollectionId)),
  audience: Audience,
  language: Language,
  slug: z.optional(Slug), // by default what the title gives
  ...words,
});
export type NewArticle = z.infer<typeof NewArticle>;

const MOST_IMPORTED = 100;

/** Articles that were written elsewhere, to be published at once: all of them or none. */
export const ArticleImport = z.strictObject({
  articles: z.array(NewArticle).check(z.minLength(1), z.maxLength(MOST_IMPORTED)),
});
export type ArticleImport = z.infer<typeof ArticleImport>;

export const ArticleChange = z.strictObject({
  collectionId: z.optional(z.nullable(CollectionId)),
  audience: z.optional(Audience),
  position: z.optional(z.int().check(z.minimum(0), z.maximum(1_000_000))),
  isRemoved: z.optional(z.literal(false)), // brings back what was removed
});
export type ArticleChange = z.infer<typeof ArticleChange>;

const Rev = z.int().check(z.minimum(0), z.maximum(2_147_483_646));

/** What it says now in one language. `base`: the revision that its writer knew; 0 begins the language. */
export const VariantChange = z.strictObject({ base: Rev, slug: z.optional(Slug), ...words });
export type VariantChange = z.infer<typeof VariantChange>;

/** `base`: the revision that is meant to be seen by all. */
export const Publication = z.strictObject({ base: Rev });
export type Publication = z.infer<typeof Publication>;

/** What was published once, and never changes. */
export const ArticleVersion = z.object({
  version: z.int(), // 1, 2, 3 … in its language
  title: z.string(),
  body: z.string(),
  wordings: z.array(z.string()),
  publishedAt: z.iso.datetime(),
  publishedBy: z.nullable(AgentId),
});
export type ArticleVersion = z.infer<typeof ArticleVersion>;

/** Newest first. */
export const ListedVersion = z.extend(z.omit(ArticleVersion, { body: true, wordings: true }), { votes: ArticleVotes });
export type ListedVersion = z.infer<typeof ListedVersion>;
