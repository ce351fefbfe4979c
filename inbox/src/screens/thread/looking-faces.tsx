import type { ThreadId } from '@everthread/shared/models/ids';
import { useComputed } from '@preact/signals';
import { useThreadWords } from '../../locales/en-thread.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import { Avatar } from '../../ui/avatar.tsx';

const MOST_FACES = 3;

/** The colleagues who have this thread before their eyes. */
export function LookingFaces({ inbox, threadId }: { inbox: InboxModel; threadId: ThreadId }) {
  const w = useThreadWords();
  const agents = useComputed(() => {
    const ids = inbox.looking.atThread.value.get(threadId) ?? [];
    const known = inbox.roster.agents.value;
    return ids.flatMap((id) => known.get(id) ?? []);
  }).value;
  if (agents.length === 0) return null;
  const more = agents.length - MOST_FACES;
  return (
    <ul aria-label={w.thread.looking} class="rise flex shrink-0 items-center *:not-first:-ms-1.5">
      {agents.slice(0, MOST_FACES).map(({ id, name }) => (
        <li key={id} title={w.thread.isLooking(name)} class="rounded-full border-2 border-surface ring-2 ring-accent">
          <span class="sr-only">{w.thread.isLooking(name)}</span>
          <Avatar id={id} name={name} size="tiny" />
        </li>
      ))}
      {more > 0 && <li class="ps-2.5 text-small text-soft">+{more}</li>}
    </ul>
  );
}
