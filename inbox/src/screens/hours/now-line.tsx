import type { HoursNow } from '@everthread/shared/models/hours';
import { useLocale } from '../../locale.ts';
import { useHoursWords } from '../../locales/en-hours.ts';
import { classes } from '../../ui/classes.ts';
import { leftWords, whenWords } from './when-words.ts';

/** What visitors would be told at this moment. */
export function NowLine({ hours, now }: { hours: HoursNow | null; now: number }) {
  const w = useHoursWords();
  const { language } = useLocale();
  const passed = hours?.changes.filter((at) => Date.parse(at) <= now).length ?? 0;
  const isOpen = hours ? hours.isOpen === (passed % 2 === 0) : false;
  const next = hours?.changes[passed];
  const when = next && whenWords(next, now, language, w);
  const left = next && leftWords(next, now, language);

  function words(): string {
    if (!hours) return w.now.unknown;
    if (isOpen) return when && left ? w.now.openUntil(when, left) : w.now.open;
    return when && left ? w.now.back(when, left) : w.now.never;
  }

  return (
    <div class="rounded-large border border-line bg-surface p-5">
      <p role="status" class="flex items-center gap-2.5 text-read font-medium">
        <span aria-hidden="true" class={classes('lamp', isOpen ? 'bg-good' : 'bg-strong-line')} />
        {words()}
      </p>
      <p class="mt-1 ps-5 text-soft">{w.now.hint}</p>
    </div>
  );
}
