import type { ThreadId } from '@everthread/shared/models/ids';
import { useAgentHelpWords } from '../../locales/en-agent-help.ts';
import { Icon } from '../../ui/icon.tsx';
import { type Original, setOriginal } from './help-open.ts';

type OriginalLineProps = { threadId: ThreadId; original: Original };

/** That what an agent wrote before it was translated goes along for the team, and a way to leave it out. */
export function OriginalLine({ threadId, original }: OriginalLineProps) {
  const w = useAgentHelpWords().original;
  return (
    <p class="mx-3 mb-1 flex items-center gap-2 rounded-medium bg-chosen px-2.5 py-1 text-small">
      <span dir="auto" class="line min-w-0 flex-1">
        <span class="font-medium">{w.line}</span> · {original.own}
      </span>
      <button
        type="button"
        aria-label={w.drop}
        title={w.drop}
        onClick={() => setOriginal(threadId, undefined)}
        class="flex size-7 shrink-0 items-center justify-center rounded-medium hover:bg-raised"
      >
        <Icon name="close" class="size-3.5" />
      </button>
    </p>
  );
}
