import { useState } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useWords } from '../settings/words.ts';

/** Takes a text into the clipboard, and says so. */
export function CopyButton({ text, label }: { text: string; label?: string }) {
  const { toasts } = useApp();
  const w = useWords();
  const [isCopied, setCopied] = useState(false);

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      toasts.show({ tone: 'trouble', text: w.identity.notCopied });
    }
  }

  return (
    <Button size="small" onClick={() => void copy()}>
      <Icon name={isCopied ? 'check' : 'copy'} />
      <span aria-live="polite">{isCopied ? w.identity.copied : (label ?? w.identity.copyCode)}</span>
    </Button>
  );
}

/** Lines of code to take along. */
export function Code({ text }: { text: string }) {
  return (
    <div>
      <pre
        dir="ltr"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        class="mb-2 overflow-x-auto rounded-medium border border-line bg-ground px-3 py-2 text-left font-mono text-small leading-5"
      >
        {text}
      </pre>
      <CopyButton text={text} />
    </div>
  );
}
