import * as z from 'zod/mini';
import { Language } from './article.ts';
import { FlowAsked } from './flow.ts';
import { AgentId, ArticleId, BotQuestionId, MessageId, ThreadId, TopicId } from './ids.ts';
import { textOf } from './text.ts';

/** Who answers first: nobody but people, the bot, or people while any are at work and else the bot. */
export const BotMode = z.enum(['off', 'bot-first', 'people-first']);
export type BotMode = z.infer<typeof BotMode>;

export const BotName = textOf(40);

/** What the bot says: what articles say, which of them may be meant, that it brings a person, or a flow's step. */
export const BotSayingKind = z.enum(['answer', 'suggestion', 'handover', 'step']);
export type BotSayingKind = z.infer<typeof BotSayingKind>;

/**
 * Why a person was brought. `asked`: he was asked for. `unknown`: no article answers. `unhelpful`: the answer did not
 * help. `turns`: too many went by without progress. `failed`: the answer did not come in time. `spent`: the day's tokens.
 * `flow`: a flow ends with one.
 */
export const HandoverReason = z.enum(['asked', 'unknown', 'unhelpful', 'turns', 'failed', 'spent', 'flow']);
export type HandoverReason = z.infer<typeof HandoverReason>;

/** Words of an article as they stand, to the letter, in one of its versions. */
export const BotQuote = z.object({
  articleId: ArticleId,
  language: Language,
  version: z.int(),
  title: z.string(),
  heading: z.string(), // under which they stand, empty for none
  text: z.string(),
  url: z.nullable(z.string()), // of the article in the help centre, where it is there for everyone
});
export type BotQuote = z.infer<typeof BotQuote>;

/** What hangs on a message of the bot's. */
export const BotSaying = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('answer'),
    quotes: z.array(BotQuote),
    isWritten: z.boolean(), // in the bot's own words, each sentence on a quote; else the message is the quote
    helped: z.nullable(z.boolean()), // what the visitor said of it
  }),
  z.object({
    kind: z.literal('suggestion'),
    choices: z.array(z.object({ articleId: ArticleId, language: Language, title: z.string() })),
  }),
  z.object({ kind: z.literal('handover') }),
  z.object({ kind: z.literal('step'), asks: z.nullable(FlowAsked) }), // of a flow: what it wants to be answered with
]);
export type BotSaying = z.infer<typeof BotSaying>;

/** Whether an answer helped. */
export const NewHelped = z.strictObject({ helped: z.boolean() });
export type NewHelped = z.infer<typeof NewHelped>;

/** What stands around a quote, passage by passage, in the version that it was taken from. */
export const QuotedPlace = z.object({
  title: z.string(),
  heading: z.string(),
  passages: z.array(z.object({ text: z.string(), isQuoted: z.boolean() })),
});
export type QuotedPlace = z.infer<typeof QuotedPlace>;

/** A question that the bot could not answer. */
export const BotQuestion = z.object({
  id: BotQuestionId,
  threadId: ThreadId,
  topicId: TopicId,
  messageId: MessageId, // in which it was asked
  text: z.string(),
  outcome: z.enum(['suggestion', 'handover', 'unhelpful']),
  askedAt: z.iso.datetime(),
});
export type BotQuestion = z.infer<typeof BotQuestion>;

/** Questions that ask for the same, the latest first. The first of them stands for all. */
export const QuestionCluster = z.object({
  language: z.nullable(z.string()), // that they seem to be in, without region
  questions: z.array(BotQuestion),
  best: z.array(z.object({ articleId: ArticleId, language: Language, title: z.string() })), // that came nearest
});
export type QuestionCluster = z.infer<typeof QuestionCluster>;

/** An article answers these questions now; without one, nobody need. */
export const QuestionsSettled = z.strictObject({
  ids: z.array(BotQuestionId).check(z.minLength(1), z.maxLength(500)),
  articleId: z.optional(ArticleId),
});
export type QuestionsSettled = z.infer<typeof QuestionsSettled>;

/** An answer that settled a matter, for an agent to look at. */
export const AnswerToAudit = z.object({
  messageId: MessageId,
  threadId: ThreadId,
  topicId: TopicId,
  question: z.string(),
  answer: z.string(),
  quotes: z.array(BotQuote),
  resolved: z.enum(['confirmed', 'assumed']),
  answeredAt: z.iso.datetime(),
});
export type AnswerToAudit = z.infer<typeof AnswerToAudit>;

export const Verdict = z.strictObject({ verdict: z.enum(['right', 'wrong']) });
export type Verdict = z.infer<typeof Verdict>;

/** How the bot has done: numbers of topics, but for `right` and `wrong`, which are what agents found of answers. */
export const BotFigures = z.object({
  spokeIn: z.int(),
  confirmed: z.int(),
  assumed: z.int(),
  handedOver: z.int(),
  right: z.int(),
  wrong: z.int(),
});
export type BotFigures = z.infer<typeof BotFigures>;

/** An answer whose article no longer says what it quotes. */
export const RecalledAnswer = z.object({
  messageId: MessageId,
  threadId: ThreadId,
  topicId: TopicId,
  visitorName: z.nullable(z.string()),
  question: z.string(),
  answer: z.string(),
  gone: z.array(BotQuote),
  isConcerned: z.boolean(), // the visitor has been told nothing else since
  draft: z.string(), // of a correction
  seenSeq: z.int(), // how far its thread went when this was listed
  answeredAt: z.iso.datetime(),
  recalledAt: z.iso.datetime(),
  assigneeId: z.nullable(AgentId),
});
export type RecalledAnswer = z.infer<typeof RecalledAnswer>;
