import { useState } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { useWords } from '../settings/words.ts';

export function CopyTag({ tag }: { tag: string }) {
  const { toasts } = useApp();
  const w = useWords();
  const [isCopied, setCopied] = useState(false);

  async function copy(): Promise<void> {
    try {
      await navigator.clipboard.writeText(tag);
      setCopied(true);
    } catch {
      toasts.show({ tone: 'trouble', text: w.install.notCopied });
    }
  }

  return (
    <div class="flex flex-col items-stretch gap-3 two:flex-row two:items-start">
      <code
        dir="ltr"
        class="flex-1 rounded-medium border border-line bg-ground px-3 py-2 font-mono text-body break-all select-all"
      >
        {tag}
      </code>
      <Button look="primary" class="two:w-28" onClick={() => void copy()}>
        <Icon name={isCopied ? 'check' : 'copy'} />
        <span aria-live="polite">{isCopied ? w.install.copied : w.install.copy}</span>
      </Button>
    </div>
  );
}
