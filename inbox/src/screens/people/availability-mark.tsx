import type { Availability } from '@everthread/shared/client/availability';
import type { AgentId } from '@everthread/shared/models/ids';
import { useApp } from '../../app-context.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import { classes } from '../../ui/classes.ts';
import { useWords } from '../settings/words.ts';

const DOTS: Readonly<Record<Availability, string>> = {
  here: 'bg-good',
  away: 'bg-note-line',
  'off-shift': 'border border-strong-line',
};

/** Whether somebody can be expected to answer, live. */
export function AvailabilityMark({ inbox, agentId }: { inbox: InboxModel; agentId: AgentId }) {
  const { now } = useApp();
  const w = useWords();
  const state = inbox.presence.of(agentId, now.now.value);
  if (!state) return null;
  return (
    <span class="flex shrink-0 items-center gap-1.5 text-small text-soft">
      <span aria-hidden="true" class={classes('lamp', DOTS[state])} />
      {w.availability[state]}
    </span>
  );
}
