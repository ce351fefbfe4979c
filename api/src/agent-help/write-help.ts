import type { HelpAsked, HelpLine } from '@everthread/shared/models/agent-help';
import type { Language } from '@everthread/shared/models/article';
import type { ThreadId } from '@everthread/shared/models/ids';
import { askPaid } from '../bot/ask-paid.ts';
import { embedQuestion } from '../bot/embed-question.ts';
import { maskSecrets } from '../bot/mask-secrets.ts';
import { turnOf } from '../bot/model-prompts.ts';
import { troubleOf } from '../bot/model-trouble.ts';
import { asksSomething } from '../bot/read-words.ts';
import { type Line, writeAnswer } from '../bot/write-answer.ts';
import type { AgentActor, Context } from '../context.ts';
import { AppError } from '../errors.ts';
import { describeError, log } from '../log.ts';
import { modelsOf } from '../workspace-model/read-model.ts';
import { agentPurse } from './agent-purse.ts';
import { FIX, fixOf, SUMMARY, summaryOf, TRANSLATE, type Turn, translationOf } from './help-prompts.ts';
import { nameQuotes } from './name-quotes.ts';
import { newNumbers, plainWords, seen } from './plain-words.ts';
import { type HelpPlace, readPlace, readTurns, readWords } from './read-place.ts';

const SUMMARY_TOKENS = 600;
const LEAST_TOKENS = 400;
const LONGEST_THREAD = 20_000;

export type Tell = (line: HelpLine) => void;
type Done = Extract<HelpLine, { kind: 'done' | 'trouble' }>;
type Help = { ctx: Context<AgentActor>; threadId: ThreadId; place: HelpPlace; line: Line; tell: Tell };

/**
 * Makes ready what an agent asks for, and gives what writes it: piece by piece, and at last whole or why not. It stores
 * nothing and sends nothing. Throws `not_found` for a thread or a message that is not there, `conflict` without a model.
 */
export async function prepareHelp(
  ctx: Context<AgentActor>,
  threadId: ThreadId,
  asked: HelpAsked,
  network: Fetcher | undefined,
): Promise<(tell: Tell, signal: AbortSignal) => Promise<void>> {
  const place = await readPlace(ctx, threadId, asked.do === 'draft' ? asked.topicId : undefined);
  const { answers, embeddings } = await modelsOf(ctx, place.models, place.counted, network);
  if (!answers) throw new AppError('conflict', 'There is no model to ask');
  const text = asked.do === 'read' ? await readWords(ctx, threadId, asked.messageId) : '';
  return async (tell, signal) => {
    const purse = agentPurse(ctx);
    const meaningOf = (text: string) => embedQuestion(ctx, text, embeddings, purse);
    const line = { ...answers, signal, purse, meaningOf };
    const help = { ctx, threadId, place, line, tell };
    try {
      tell(await write(help, asked.do === 'read' ? { ...asked, text } : asked));
    } catch (error) {
      log('help.failed', { workspaceId: ctx.actor.workspaceId, ...describeError(error) });
      tell({ kind: 'trouble', trouble: troubleOf(error, signal) });
    }
  };
}

type Asked = Exclude<HelpAsked, { do: 'read' }> | { do: 'read'; text: string; to: Language };

function write(help: Help, asked: Asked): Promise<Done> {
  switch (asked.do) {
    case 'draft':
      return draft(help);
    case 'summary':
      return sumUp(help, asked.to);
    case 'read':
      return translate(help, asked.text, asked.to);
    case 'translate':
      return translate(help, asked.text, asked.to ?? help.place.speaks);
    case 'fix':
      return reword(help, FIX, maskSecrets(asked.text), (text) => fixOf(text, asked.how));
    default:
      return asked satisfies never;
  }
}

/** As the bot answers, sentence by sentence on words of articles that this visitor may see. */
async function draft({ ctx, place: { questions, audiences }, line, tell }: Help): Promise<Done> {
  const text = questions.findLast(asksSomething);
  if (text === undefined) return { kind: 'trouble', trouble: 'nothing' };
  let isFirst = true;
  const { written } = await writeAnswer(ctx, { text, questions }, audiences, {
    ...line,
    onSentence: (sentence) => {
      tell({ kind: 'more', text: `${isFirst ? '' : ' '}${sentence.text}` });
      isFirst = false;
    },
  });
  if (written === 'nothing' || written === 'spent') return { kind: 'trouble', trouble: written };
  const named = await nameQuotes(
    ctx,
    written.sentences.map(({ quote }) => quote),
    audiences,
  );
  // An article that was removed or hidden while it was written backs nothing any more.
  if (named.length !== written.sentences.length || !named.every(({ isForVisitor }) => isForVisitor)) {
    return { kind: 'trouble', trouble: 'nothing' };
  }
  const sentences = written.sentences.flatMap(({ text }, at) => {
    const quote = named[at];
    return quote ? { text, quote } : [];
  });
  return { kind: 'done', text: written.text, sentences, left: written.left };
}

async function sumUp({ ctx, threadId, line, tell }: Help, language: Language): Promise<Done> {
  const turns = (await readTurns(ctx, threadId)).map(({ from, text }) => ({ from, text: turnOf(maskSecrets(text)) }));
  const user = summaryOf(latestOf(turns), language);
  const said = await askPaid(line, {
    system: SUMMARY,
    user,
    maxTokens: SUMMARY_TOKENS,
    as: 'text',
    onText: pieces(tell),
  });
  if (said === undefined) return { kind: 'trouble', trouble: 'spent' };
  const text = plainWords(said, '');
  return { kind: 'done', text, doubts: newNumbers(text, user) };
}

/** The latest of them, as many as are not too long together. */
function latestOf(turns: readonly Turn[]): Turn[] {
  let letters = 0;
  const from = turns.findLastIndex(({ text }) => {
    letters += text.length;
    return letters > LONGEST_THREAD;
  });
  return turns.slice(from + 1);
}

async function translate(help: Help, text: string, to: Language): Promise<Done> {
  const done = await reword(help, TRANSLATE, maskSecrets(text), (masked) => translationOf(masked, to));
  return done.kind === 'done' ? { ...done, to } : done;
}

/** Other words for the same: nothing of what it is made of is asked for, and no address comes into it. */
async function reword(
  { line, tell }: Help,
  system: string,
  text: string,
  userOf: (text: string) => string,
): Promise<Done> {
  // A letter of some scripts is a token or more.
  const maxTokens = LEAST_TOKENS + 2 * text.length;
  const said = await askPaid(line, { system, user: userOf(text), maxTokens, as: 'text', onText: pieces(tell) });
  if (said === undefined) return { kind: 'trouble', trouble: 'spent' };
  const words = plainWords(said, text);
  return words === ''
    ? { kind: 'trouble', trouble: 'failed' }
    : { kind: 'done', text: words, doubts: newNumbers(words, text) };
}

/** Tells what is new of a text that grows. Shown as letters alone, until it is whole. */
function pieces(tell: Tell): (text: string) => void {
  let told = 0;
  return (text) => {
    tell({ kind: 'more', text: seen(text.slice(told)) });
    told = text.length;
  };
}
