import type { AnswerToAudit, BotFigures, RecalledAnswer, Verdict } from '@everthread/shared/models/bot';
import type { MessageId } from '@everthread/shared/models/ids';
import { createModel, signal } from '@preact/signals';
import { ApiError } from '../api/api-error.ts';
import type { Call } from '../api/call.ts';

type BotNow = { figures: BotFigures; sample: readonly AnswerToAudit[]; recalled: readonly RecalledAnswer[] };
export type BotState = { name: 'loading' | 'failed' } | ({ name: 'ready' } & BotNow);

/** How the bot has done, what of it is to be looked at, and what no longer holds. `root`: the workspace's. */
export const BotModel = createModel((call: Call, root: string, newMessageId: () => string) => {
  const state = signal<BotState>({ name: 'loading' });
  const sent = new Map<MessageId, { id: string; text: string }>();
  let settled = 0;
  const readRecalled = () => call<{ answers: RecalledAnswer[] }>('GET', `${root}/bot/answers/recalled`);

  async function load(): Promise<void> {
    try {
      const [{ figures }, sample, recalled] = await Promise.all([
        call<{ figures: BotFigures }>('GET', `${root}/bot/figures`),
        call<{ answers: AnswerToAudit[] }>('GET', `${root}/bot/answers/sample`),
        readRecalled(),
      ]);
      state.value = { name: 'ready', figures, sample: sample.answers, recalled: recalled.answers };
    } catch {
      if (state.peek().name !== 'ready') state.value = { name: 'failed' };
    }
  }

  /** An article that changes recalls answers a moment later: whoever waits for them need not load the page again. */
  async function lookAgain(): Promise<void> {
    if (state.peek().name !== 'ready') return load();
    const before = settled;
    const answers = await readRecalled().then(
      (recalled) => recalled.answers,
      () => undefined,
    );
    const now = state.peek();
    // What was seen to meanwhile may still be in this answer.
    if (answers && now.name === 'ready' && before === settled) state.value = { ...now, recalled: answers };
  }

  async function settle(id: MessageId): Promise<void> {
    await call('POST', `${root}/bot/answers/${id}/recall`, {});
    settled += 1;
    const { value } = state;
    if (value.name !== 'ready') return;
    state.value = { ...value, recalled: value.recalled.filter(({ messageId }) => messageId !== id) };
  }

  return {
    state,
    load,
    lookAgain,
    settle,
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
