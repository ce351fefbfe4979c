import type { ParkedEvent } from '@everthread/shared/models/parked-event';
import { useEffect, useMemo } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { errorWords } from '../../error-words.ts';
import { fullTime, longAge } from '../../format.ts';
import { useLocale } from '../../locale.ts';
import { enUpkeep } from '../../locales/en-upkeep.ts';
import { ParkedModel } from '../../models/parked-model.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { LoadFailed } from '../load-failed.tsx';
import type { SectionProps } from './sections.ts';
import { SettingCard } from './setting.tsx';
import { useSettingsApi } from './use-settings-api.ts';
import { Unloaded } from './when-loaded.tsx';
import { useWords } from './words.ts';

/** What happened and could not be followed up: why, how often it was tried, and trying it again. For those who manage. */
export function ParkedSection({ inbox }: SectionProps) {
  const w = enUpkeep.parked;
  const { hidden } = useWords();
  const { strings: t } = useLocale();
  const { toasts } = useApp();
  const api = useSettingsApi(inbox);
  const model = useMemo(() => new ParkedModel(api), [api]);
  const isManager = inbox.roster.isManager.value;
  useEffect(() => {
    if (isManager) void model.load();
  }, [model, isManager]);
  const state = model.state.value;
  if (!inbox.roster.workspace.value) return <Unloaded roster={inbox.roster} />;
  if (!isManager) return <p class="text-soft">{hidden}</p>;

  async function replay(id?: number): Promise<void> {
    try {
      toasts.show({ tone: 'news', text: w.replayed(await model.replay(id)) });
    } catch (error) {
      const action = { label: t.tryAgain, run: () => void replay(id) };
      toasts.show({ tone: 'trouble', text: `${w.notReplayed}. ${errorWords(error, t)}`, action });
    }
  }

  return (
    <>
      <p class="-mt-3 text-read text-pretty text-soft">{w.lead}</p>
      <SettingCard at="parked" title={w.listTitle}>
        {state.name === 'loading' && <div class="bone h-24 rounded-medium" aria-busy="true" />}
        {state.name === 'failed' && <LoadFailed says={w.failed} onRetry={() => void model.load()} />}
        {state.name === 'ready' && state.count === 0 && (
          <p class="flex items-center gap-2 text-soft">
            <Icon name="check" class="text-good" />
            {w.none}
          </p>
        )}
        {state.name === 'ready' && state.count > 0 && (
          <>
            <p class="flex flex-wrap items-center justify-between gap-3">
              <span>
                {w.count(state.count)}. {state.count > state.events.length && w.latest(state.events.length)}
              </span>
              <Button look="primary" disabled={model.isTrying.value} onClick={() => void replay()}>
                {w.replayAll}
              </Button>
            </p>
            <ul class="mt-3 divide-y divide-line">
              {state.events.map((event) => (
                <Line
                  key={event.id}
                  event={event}
                  isTrying={model.isTrying.value}
                  onReplay={() => void replay(event.id)}
                />
              ))}
            </ul>
          </>
        )}
      </SettingCard>
    </>
  );
}

type LineProps = { event: ParkedEvent; isTrying: boolean; onReplay: () => void };

function Line({ event: { type, reason, tries, happenedAt }, isTrying, onReplay }: LineProps) {
  const w = enUpkeep.parked;
  const { now } = useApp();
  const { language } = useLocale();
  const what = w.kinds[type] ?? type;
  return (
    <li class="flex flex-wrap items-start gap-x-4 gap-y-1 py-3">
      <div class="min-w-0 flex-1 basis-56">
        <p class="font-medium">{what}</p>
        <p class="text-small text-soft [overflow-wrap:anywhere]">
          <code dir="ltr">{reason}</code>
        </p>
        <p class="text-small text-faint" title={fullTime(happenedAt, language)}>
          {w.happened(longAge(happenedAt, now.now.value, language))} · {w.tries(tries)}
        </p>
      </div>
      <Button size="small" disabled={isTrying} aria-label={w.replayOne(what)} onClick={onReplay}>
        {w.replay}
      </Button>
    </li>
  );
}
