import { backOffMs } from '@everthread/shared/client/back-off';
import type { Clock } from '@everthread/shared/client/clock';
import type { AnswerToAudit, BotFigures, RecalledAnswer, Verdict } from '@everthread/shared/models/bot';
import type { MessageId } from '@everthread/shared/models/ids';
import { createModel, signal } from '@preact/signals';
import { ApiError } from '../api/api-error.ts';
import type { Call } from '../api/call.ts';

type BotNow = { figures: BotFigures; sample: readonly AnswerToAudit[]; recalled: readonly RecalledAnswer[] };
export type BotState = { name: 'loading' | 'failed' } | ({ name: 'ready' } & BotNow);

export type BotTools = { clock: Clock; random: () => number; newMessageId: () => string };

const LOOK_AGAIN_MS = 5_000;

/** How the bot has done, what of it is to be looked at, and what no longer holds. `root`: the workspace's. */
export const BotModel = createModel((call: Call, root: string, { clock, random, newMessageId }: BotTools) => {
  const state = signal<BotState>({ name: 'loading' });
  const sent = new Map<MessageId, { id: string; text: string }>();
  let settled = 0;
  let loads = 0; // of two answers either may be the older one: the question that was asked last counts
  const readRecalled = async () =>
    (await call<{ answers: RecalledAnswer[] }>('GET', `${root}/bot/answers/recalled`)).answers;
  const shown = () => {
    const now = state.peek();
    return now.name === 'ready' ? now.recalled : [];
  };

  /** Whether it could be. What is listed already stays: somebody may be writing what takes its place. */
  async function load(): Promise<boolean> {
    loads += 1;
    const [asked, before] = [loads, settled];
    try {
      const [{ figures }, sample, answers] = await Promise.all([
        call<{ figures: BotFigures }>('GET', `${root}/bot/figures`),
        call<{ answers: AnswerToAudit[] }>('GET', `${root}/bot/answers/sample`),
        readRecalled(),
      ]);
      if (asked !== loads) return true;
      const fresh = new Map(answers.map((answer) => [answer.messageId, answer]));
      const old = shown().map((answer) => fresh.get(answer.messageId) ?? answer);
      const recalled = before === settled ? withNew(old, answers) : old;
      state.value = { name: 'ready', figures, sample: sample.answers, recalled };
      return true;
    } catch {
      if (asked === loads && state.peek().name !== 'ready') state.value = { name: 'failed' };
      return false;
    }
  }

  /** An article that changes recalls answers a moment later: whoever waits for them need not load the page again. */
  async function lookAgain(): Promise<boolean> {
    if (state.peek().name !== 'ready') return load();
    const before = settled;
    try {
      const answers = await readRecalled();
      const now = state.peek();
      // What was seen to meanwhile may still be in this answer.
      if (now.name === 'ready' && before === settled)
        state.value = { ...now, recalled: withNew(now.recalled, answers) };
      return true;
    } catch {
      return false;
    }
  }

  async function settle(id: MessageId): Promise<void> {
    try {
      await call('POST', `${root}/bot/answers/${id}/recall`, {});
    } catch (error) {
      // An article says it again: there is nothing to see to any more.
      if (!(error instanceof ApiError && error.code === 'not_found')) throw error;
    }
    settled += 1;
    const { value } = state;
    if (value.name !== 'ready') return;
    state.value = { ...value, recalled: value.recalled.filter(({ messageId }) => messageId !== id) };
  }

  return {
    state,
    load,
    settle,
    /** Loads it, and from then on lists what is recalled: one question at a time, seldom where they fail. Returns its end. */
    follow(isSeen: () => boolean): () => void {
      let isOver = false;
      let endWait = () => {};
      let failures = 0;
      const ask = async (question: () => Promise<boolean>) => {
        failures = (await question()) ? 0 : failures + 1;
        if (!isOver) wait();
      };
      const wait = () => {
        const ms = LOOK_AGAIN_MS + (failures > 0 ? backOffMs(failures, random()) : 0);
        endWait = clock.after(ms, () => (isSeen() ? void ask(lookAgain) : wait()));
      };
      void ask(load);
      return () => {
        isOver = true;
        endWait();
      };
    },
    /** Tells the visitor, and that is seen to. Where something was written in his thread meanwhile, that is to be read first. */
    async correct({ messageId, threadId, seenSeq }: RecalledAnswer, text: string): Promise<void> {
      // The same words again are the same message, should the answer to the first have been lost.
      const before = sent.get(messageId);
      const message = before?.text === text ? before : { id: newMessageId(), text };
      sent.set(messageId, message);
      try {
        await call('POST', `${root}/threads/${threadId}/messages`, { ...message, seenSeq });
      } catch (error) {
        if (error instanceof ApiError && error.code === 'stale') await load();
        throw error;
      }
      await settle(messageId);
    },
    async judge(id: MessageId, verdict: Verdict['verdict']): Promise<void> {
      await call('POST', `${root}/bot/answers/${id}/verdict`, { verdict } satisfies Verdict);
      const { value } = state;
      if (value.name !== 'ready') return;
      const figures = { ...value.figures, [verdict]: value.figures[verdict] + 1 };
      state.value = { ...value, figures, sample: value.sample.filter(({ messageId }) => messageId !== id) };
    },
  };
});
export type BotModel = InstanceType<typeof BotModel>;

/** What is new comes after what is listed, so that nothing moves under the hand. */
function withNew(listed: readonly RecalledAnswer[], answers: readonly RecalledAnswer[]): readonly RecalledAnswer[] {
  const known = new Set(listed.map(({ messageId }) => messageId));
  return [...listed, ...answers.filter(({ messageId }) => !known.has(messageId))];
}
