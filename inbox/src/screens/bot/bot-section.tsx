import type { BotMode, Verdict } from '@everthread/shared/models/bot';
import type { MessageId } from '@everthread/shared/models/ids';
import { useApp } from '../../app-context.ts';
import { errorWords } from '../../error-words.ts';
import { useLocale } from '../../locale.ts';
import { useBotWords } from '../../locales/en-bot.ts';
import type { BotState } from '../../models/bot-model.ts';
import { Button } from '../../ui/button.tsx';
import { LoadFailed } from '../load-failed.tsx';
import { Chips } from '../settings/chips.tsx';
import type { SectionProps } from '../settings/sections.ts';
import { OnlyManagers, SettingCard, TextSetting } from '../settings/setting.tsx';
import { useSave } from '../settings/use-save.ts';
import { useWorkspaceSettings } from '../settings/use-workspace-settings.ts';
import { Unloaded } from '../settings/when-loaded.tsx';
import { AnswerCard } from './answer-card.tsx';
import { ModelSetting } from './model-setting.tsx';
import { RecalledAnswers } from './recalled-answers.tsx';
import { useBot } from './use-bot.ts';

const MODES: readonly BotMode[] = ['bot-first', 'people-first', 'off'];
const FIGURES = ['spokeIn', 'confirmed', 'assumed', 'handedOver', 'right', 'wrong'] as const;

/** Who answers first, how the bot has done, and what of that the team should look at. */
export function BotSection({ inbox, api }: SectionProps) {
  const w = useBotWords();
  const save = useSave();
  const bot = useBot(inbox);
  const { roster } = inbox;
  const { settings, workspace, change } = useWorkspaceSettings(inbox, api);
  if (!workspace) return <Unloaded roster={inbox.roster} />;
  const disabled = !roster.isManager.value;
  const { botMode, botName } = workspace;
  const state = bot.state.value;

  return (
    <>
      <SettingCard at="bot" title={w.mode.title} hint={w.mode.hint}>
        <Chips
          name="bot"
          label={w.mode.title}
          value={botMode}
          values={MODES}
          words={(mode) => w.mode[mode]}
          disabled={disabled}
          onChange={(mode) => change(w.mode.title, 'botMode', mode)}
        />
        {disabled && <OnlyManagers />}
      </SettingCard>
      <SettingCard at="bot-name" title={w.name.title}>
        <TextSetting
          label={w.name.title}
          isLabelSeen={false}
          hint={w.name.hint}
          value={botName ?? workspace.name}
          maxLength={40}
          disabled={disabled}
          onSave={(name) =>
            void save({
              what: w.name.title,
              put: () => settings.change({ botName: name }),
              back: () => settings.change({ botName: botName ?? '' }),
            })
          }
        />
      </SettingCard>
      {roster.isManager.value && (
        <>
          <ModelSetting inbox={inbox} purpose="answers" />
          <ModelSetting inbox={inbox} purpose="embeddings" />
        </>
      )}
      {state.name === 'loading' && <div class="bone h-40 rounded-large" aria-busy="true" />}
      {state.name === 'failed' && <LoadFailed says={w.failed} onRetry={() => void bot.load()} />}
      {state.name === 'ready' && <HowItDoes state={state} bot={bot} inbox={inbox} />}
    </>
  );
}

type HowItDoesProps = {
  state: Extract<BotState, { name: 'ready' }>;
  bot: ReturnType<typeof useBot>;
  inbox: SectionProps['inbox'];
};

function HowItDoes({ state: { figures, sample, recalled }, bot, inbox }: HowItDoesProps) {
  const w = useBotWords();
  const { strings: t } = useLocale();
  const { toasts } = useApp();

  async function attempt(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const action = { label: t.tryAgain, run: () => void attempt(work) };
      toasts.show({ tone: 'trouble', text: errorWords(error, t), action });
    }
  }
  const judge = (id: MessageId, verdict: Verdict['verdict']) => void attempt(() => bot.judge(id, verdict));

  return (
    <>
      <SettingCard at="bot-figures" title={w.figures.title}>
        {figures.spokeIn === 0 ? (
          <p class="text-soft">{w.figures.none}</p>
        ) : (
          <dl class="grid grid-cols-1 gap-x-8 gap-y-2 two:grid-cols-2">
            {FIGURES.map((name) => (
              <div key={name} class="flex justify-between gap-4">
                <dt class="text-soft">{w.figures[name]}</dt>
                <dd class="font-medium tabular-nums">{figures[name]}</dd>
              </div>
            ))}
          </dl>
        )}
      </SettingCard>
      <SettingCard at="bot-sample" title={w.sample.title} hint={w.sample.hint}>
        {sample.length === 0 && <p class="text-soft">{w.sample.none}</p>}
        <ul>
          {sample.map((answer) => (
            <AnswerCard key={answer.messageId} inbox={inbox} answer={answer} mark={w.sample[answer.resolved]}>
              <div class="flex gap-2">
                <Button size="small" onClick={() => judge(answer.messageId, 'right')}>
                  {w.sample.right}
                </Button>
                <Button size="small" onClick={() => judge(answer.messageId, 'wrong')}>
                  {w.sample.wrong}
                </Button>
              </div>
            </AnswerCard>
          ))}
        </ul>
      </SettingCard>
      <RecalledAnswers answers={recalled} {...{ bot, inbox, attempt }} />
    </>
  );
}
