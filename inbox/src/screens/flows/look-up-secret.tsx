import { useSignal } from '@preact/signals';
import { useStrings } from '../../locale.ts';
import { useFlowsWords } from '../../locales/en-flows.ts';
import { Button } from '../../ui/button.tsx';

/** With what the look-ups are signed, once it is asked for. */
export function LookUpSecret({ read }: { read: () => Promise<string> }) {
  const w = useFlowsWords();
  const t = useStrings();
  const secret = useSignal<string | undefined>(undefined);
  const hasFailed = useSignal(false);

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
        <code dir="ltr" class="block rounded-medium bg-raised px-3 py-2 text-small select-all [overflow-wrap:anywhere]">
          {secret.value}
        </code>
      ) : (
        <Button size="small" onClick={() => void show()}>
          {hasFailed.value ? t.tryAgain : w.secret}
        </Button>
      )}
      <p class="mt-1.5 text-small text-pretty text-faint">{w.secretHint}</p>
    </div>
  );
}
