import type { AnswerToAudit, BotFigures, RecalledAnswer, Verdict } from '@everthread/shared/models/bot';
import type { MessageId } from '@everthread/shared/models/ids';
import { createModel, signal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { type Call, createCall } from '../../api/call.ts';
import { useApp } from '../../app-context.ts';
import type { InboxModel } from '../../models/inbox-model.ts';

type BotNow = { figures: BotFigures; sample: readonly AnswerToAudit[]; recalled: readonly RecalledAnswer[] };
export type BotState = { name: 'loading' | 'failed' } | ({ name: 'ready' } & BotNow);

/** How the bot has done, what of it is to be looked at, and what no longer holds. */
export const BotModel = createModel((call: Call, root: string) => {
  const state = signal<BotState>({ name: 'loading' });
  return {
    state,
    async load(): Promise<void> {
      try {
        const [{ figures }, sample, recalled] = await Promise.all([
          call<{ figures: BotFigures }>('GET', `${root}/figures`),
          call<{ answers: AnswerToAudit[] }>('GET', `${root}/answers/sample`),
          call<{ answers: RecalledAnswer[] }>('GET', `${root}/answers/recalled`),
        ]);
        state.value = { name: 'ready', figures, sample: sample.answers, recalled: recalled.answers };
      } catch {
        if (state.peek().name !== 'ready') state.value = { name: 'failed' };
      }
    },
    async judge(id: MessageId, verdict: Verdict['verdict']): Promise<void> {
      await call('POST', `${root}/answers/${id}/verdict`, { verdict } satisfies Verdict);
      const { value } = state;
      if (value.name !== 'ready') return;
      const figures = { ...value.figures, [verdict]: value.figures[verdict] + 1 };
      state.value = { ...value, figures, sample: value.sample.filter(({ messageId }) => messageId !== id) };
    },
    async settle(id: MessageId): Promise<void> {
      await call('POST', `${root}/answers/${id}/recall`, {});
      const { value } = state;
      if (value.name !== 'ready') return;
      state.value = { ...value, recalled: value.recalled.filter(({ messageId }) => messageId !== id) };
    },
  };
});
export type BotModel = InstanceType<typeof BotModel>;

export function useBot(inbox: InboxModel): BotModel {
  const { account } = useApp();
  const model = useMemo(
    () =>
      new BotModel(
        createCall(window.fetch.bind(window), account.turnAway),
        `/api/workspaces/${inbox.workspaceId.peek()}/bot`,
      ),
    [inbox, account],
  );
  useEffect(() => void model.load(), [model]);
  return model;
}
