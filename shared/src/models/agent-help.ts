import * as z from 'zod/mini';
import { Language } from './article.ts';
import { BotQuote } from './bot.ts';
import { MessageId, TopicId } from './ids.ts';
import { MESSAGE_MAX_LENGTH } from './message.ts';
import { textOf } from './text.ts';
import { ModelTrouble } from './workspace-model.ts';

/** What may be done to words that an agent is writing. */
export const Fix = z.enum(['friendlier', 'formal', 'shorter', 'longer', 'correct']);
export type Fix = z.infer<typeof Fix>;

const Words = textOf(MESSAGE_MAX_LENGTH, 1);

/**
 * What an agent asks a model for. `draft`: a reply out of articles. `summary`: of the thread. `read`: a message in the
 * agent's language. `translate`: his own words into another, the visitor's where none is named. `fix`: his own words
 * otherwise.
 */
export const HelpAsked = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('draft'), topicId: TopicId }),
  z.strictObject({ do: z.literal('summary'), to: Language }),
  z.strictObject({ do: z.literal('read'), messageId: MessageId, to: Language }),
  z.strictObject({ do: z.literal('translate'), text: Words, to: z.optional(Language) }),
  z.strictObject({ do: z.literal('fix'), text: Words, how: Fix }),
]);
export type HelpAsked = z.infer<typeof HelpAsked>;

/** An article that may help, by the words that seem to. `isForVisitor`: he may be told of it. */
export const SuggestedArticle = z.extend(BotQuote, { isForVisitor: z.boolean() });
export type SuggestedArticle = z.infer<typeof SuggestedArticle>;

/** What there is to help with a topic. `speaks`: the visitor's language. */
export const HelpOffer = z.object({
  hasModel: z.boolean(),
  speaks: Language,
  articles: z.array(SuggestedArticle),
});
export type HelpOffer = z.infer<typeof HelpOffer>;

/** A sentence of a drafted reply, and the words of an article on which it stands. */
export const DraftedSentence = z.object({ text: z.string(), quote: BotQuote });
export type DraftedSentence = z.infer<typeof DraftedSentence>;

/** Why nothing came of it. `spent`: the day's tokens. `nothing`: no article says anything about what was asked. */
export const HelpTrouble = z.union([ModelTrouble, z.enum(['spent', 'nothing'])]);
export type HelpTrouble = z.infer<typeof HelpTrouble>;

/** What is said while it is written, a line of JSON each. The last is `done` or `trouble`; without it nothing counts. */
export const HelpLine = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('more'), text: z.string() }),
  z.object({
    kind: z.literal('done'),
    text: z.string(),
    to: z.optional(Language), // the language that it is in, where it was put into another
    sentences: z.optional(z.array(DraftedSentence)),
    left: z.optional(z.int()), // so many sentences stood on no article, and were left out
    doubts: z.optional(z.array(z.string())), // numbers that what it was made of does not have
  }),
  z.object({ kind: z.literal('trouble'), trouble: HelpTrouble }),
]);
export type HelpLine = z.infer<typeof HelpLine>;
