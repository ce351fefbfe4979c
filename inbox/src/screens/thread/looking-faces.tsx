import type { ThreadId } from '@everthread/shared/models/ids';
import { useComputed } from '@preact/signals';
import { useStrings } from '../../locale.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import { Avatar } from '../../ui/avatar.tsx';

const MOST_FACES = 3;

/** The colleagues who have this thread before their eyes. */
export function LookingFaces({ inbox, threadId }: { inbox: InboxModel; threadId: ThreadId }) {
  const t = useStrings();
  const agents = useComputed(() => {
    const ids = inbox.looking.atThread.value.get(threadId) ?? [];
    const known = inbox.roster.agents.value;
    return ids.flatMap((id) => known.get(id) ?? []);
  }).value;
  if (agents.length === 0) return null;
  const more = agents.length - MOST_FACES;
  return (
    <ul aria-label={t.thread.looking} class="rise flex shrink-0 items-center -space-x-1.5 rtl:space-x-reverse">
      {agents.slice(0, MOST_FACES).map(({ id, name }) => (
        <li key={id} title={t.thread.isLooking(name)} class="rounded-full border-2 border-surface ring-2 ring-accent">
          <span class="sr-only">{t.thread.isLooking(name)}</span>
          <Avatar id={id} name={name} size="tiny" />
        </li>
      ))}
      {more > 0 && <li class="ps-2.5 text-small text-soft">+{more}</li>}
    </ul>
  );
}
