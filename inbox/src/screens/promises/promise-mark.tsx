import type { TopicPromise } from '@everthread/shared/models/promise';
import { useApp } from '../../app-context.ts';
import { momentName } from '../../format.ts';
import { useLocale } from '../../locale.ts';
import { enPromises } from '../../locales/en-promises.ts';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/icon.tsx';
import { timeLeft } from './time-left.ts';

const LOOKS = { open: 'text-soft', 'at-risk': 'text-note-fill', broken: 'text-danger' } as const;

/** How long there is still to answer in: calm, until it is at risk, and once it was not kept. */
export function PromiseMark({ promise, isShort = false }: { promise: TopicPromise; isShort?: boolean }) {
  const { now } = useApp();
  const { strings: t, language } = useLocale();
  const w = enPromises;
  const nowMs = now.now.value;
  const isLate = Date.parse(promise.dueAt) <= nowMs;
  const state = isLate ? 'broken' : promise.state;
  const left = timeLeft(promise.dueAt, nowMs, language);
  const shown = isLate ? w.late(left) : left;
  const when = momentName(promise.dueAt, nowMs, language, t.dates);
  const said = promise.kind === 'own-words' ? w.ownWord(when) : promise.basis === 'aim' ? w.aim(when) : w.due(when);
  const words = [
    said,
    state === 'at-risk' && w.atRisk,
    state === 'broken' && w.broken,
    promise.isRenewed && w.renewed,
  ].filter(Boolean);
  return (
    <span
      data-promise={state}
      title={words.join('. ')}
      class={classes('flex shrink-0 items-center gap-1 text-small tabular-nums', LOOKS[state])}
    >
      <Icon name="clock" class="size-3.5" />
      <span class="sr-only">{words.join('. ')}</span>
      <span aria-hidden="true">{isShort ? shown : `${when} · ${shown}`}</span>
    </span>
  );
}
