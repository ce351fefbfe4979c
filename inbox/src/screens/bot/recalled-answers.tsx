import type { RecalledAnswer } from '@everthread/shared/models/bot';
import { useState } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { useBotWords } from '../../locales/en-bot.ts';
import type { BotModel } from '../../models/bot-model.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import { Button } from '../../ui/button.tsx';
import { SettingCard } from '../settings/setting.tsx';
import { AnswerCard } from './answer-card.tsx';

const MAX_LENGTH = 10_000;

type RecalledAnswersProps = {
  answers: readonly RecalledAnswer[];
  bot: BotModel;
  inbox: InboxModel;
  attempt: (work: () => Promise<void>) => Promise<void>;
};

/** What the bot said that no article says any more, each with what may be said instead. */
export function RecalledAnswers({ answers, bot, inbox, attempt }: RecalledAnswersProps) {
  const w = useBotWords().recalled;
  return (
    <SettingCard at="bot-recalled" title={w.title} hint={w.hint}>
      {answers.length === 0 && <p class="text-soft">{w.none}</p>}
      <ul>
        {answers.map((answer) => (
          <AnswerCard
            key={answer.messageId}
            inbox={inbox}
            answer={answer}
            mark={answer.isConcerned ? w.concerned : undefined}
          >
            {inbox.roster.mayWrite.value && <Correction {...{ answer, bot, attempt }} />}
          </AnswerCard>
        ))}
      </ul>
    </SettingCard>
  );
}

type CorrectionProps = Pick<RecalledAnswersProps, 'bot' | 'attempt'> & { answer: RecalledAnswer };

function Correction({ answer, bot, attempt }: CorrectionProps) {
  const w = useBotWords().recalled;
  const { toasts } = useApp();
  const [text, setText] = useState(answer.draft);
  const [isBusy, setBusy] = useState(false);
  const make = async (work: () => Promise<void>) => {
    setBusy(true);
    await attempt(work);
    setBusy(false);
  };
  const send = () =>
    make(async () => {
      await bot.correct(answer, text.trim());
      toasts.show({ tone: 'news', text: w.sent });
    });

  return (
    <>
      <label class="flex flex-col gap-1.5 text-small text-soft">
        {w.draft}
        <textarea
          dir="auto"
          rows={4}
          value={text}
          maxLength={MAX_LENGTH}
          class="field-sizing-content min-h-20 rounded-medium border border-strong-line bg-surface px-3 py-2 text-read text-ink"
          onInput={({ currentTarget }) => setText(currentTarget.value)}
        />
      </label>
      <div class="flex flex-wrap gap-2">
        <Button size="small" look="primary" disabled={isBusy || text.trim() === ''} onClick={() => void send()}>
          {w.send}
        </Button>
        <Button size="small" disabled={isBusy} onClick={() => void make(() => bot.settle(answer.messageId))}>
          {w.settle}
        </Button>
      </div>
    </>
  );
}
