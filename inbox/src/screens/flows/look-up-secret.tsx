import { useSignal } from '@preact/signals';
import { useLayoutEffect, useRef } from 'preact/hooks';
import { useStrings } from '../../locale.ts';
import { useFlowsWords } from '../../locales/en-flows.ts';
import { Button } from '../../ui/button.tsx';
import { CopyButton } from '../workspace/copy-text.tsx';

/** With what the look-ups are signed, once it is asked for. */
export function LookUpSecret({ read }: { read: () => Promise<string> }) {
  const w = useFlowsWords();
  const t = useStrings();
  const secret = useSignal<string | undefined>(undefined);
  const hasFailed = useSignal(false);
  const shown = useRef<HTMLDivElement>(null);
  // The button that was pressed is gone. Whoever has left it meanwhile stays where he is.
  useLayoutEffect(() => {
    if (document.activeElement === document.body) shown.current?.querySelector('button')?.focus();
  }, [secret.value]);

  async function show(): Promise<void> {
    hasFailed.value = false;
    try {
      secret.value = await read();
    } catch {
      hasFailed.value = true;
    }
  }

  return (
    <div>
      {secret.value ? (
        <div ref={shown} class="flex flex-wrap items-start gap-2">
          <code
            dir="ltr"
            class="min-w-0 flex-1 basis-48 rounded-medium bg-raised px-3 py-2 text-small select-all [overflow-wrap:anywhere]"
          >
            {secret.value}
          </code>
          <CopyButton text={secret.value} />
        </div>
      ) : (
        <Button size="small" onClick={() => void show()}>
          {hasFailed.value ? t.tryAgain : w.secret}
        </Button>
      )}
      <p class="mt-1.5 text-small text-pretty text-faint">{w.secretHint}</p>
    </div>
  );
}
