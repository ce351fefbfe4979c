import type { TopicTarget } from '@everthread/shared/models/topic-target';
import { useApp } from '../../app-context.ts';
import { momentName } from '../../format.ts';
import { useLocale } from '../../locale.ts';
import { enTargets } from '../../locales/en-targets.ts';
import { classes } from '../../ui/classes.ts';
import { timeLeft } from '../promises/time-left.ts';

const LOOKS = { open: 'text-faint', soon: 'text-note-fill', breached: 'text-danger' } as const;

/** How long there is still to keep to what the team has set itself: quiet, until it comes due. */
export function TargetMark({ target, isShort = false }: { target: TopicTarget; isShort?: boolean }) {
  const { now } = useApp();
  const { strings: t, language } = useLocale();
  const w = enTargets;
  const nowMs = now.now.value;
  const isLate = Date.parse(target.dueAt) <= nowMs;
  const state = isLate ? 'breached' : target.state;
  const left = timeLeft(target.dueAt, nowMs, language);
  const shown = isLate ? w.late(left) : left;
  const when = momentName(target.dueAt, nowMs, language, t.dates);
  const words = [
    w.mark(target.name, w.kinds[target.kind], when),
    state === 'soon' && w.soon,
    state === 'breached' && w.breached,
  ].filter(Boolean);
  return (
    <span
      data-target={state}
      title={words.join('. ')}
      class={classes('flex shrink-0 items-center gap-1 text-small tabular-nums', LOOKS[state])}
    >
      <svg aria-hidden="true" viewBox="0 0 16 16" fill="none" stroke="currentColor" stroke-width="1.5" class="size-3.5">
        <circle cx="8" cy="8" r="5.5" />
        <circle cx="8" cy="8" r="1.5" />
      </svg>
      <span class="sr-only">{words.join('. ')}</span>
      <span aria-hidden="true">{isShort ? shown : `${w.kinds[target.kind]} · ${shown}`}</span>
    </span>
  );
}
