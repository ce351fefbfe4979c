import type { KeptDraft } from '@everthread/shared/models/draft';
import { useApp } from '../../app-context.ts';
import { longAge } from '../../format.ts';
import { useLocale } from '../../locale.ts';
import { useWritingWords } from '../../locales/en-writing.ts';
import { Button } from '../../ui/button.tsx';

type KeptDraftsProps = { kept: readonly KeptDraft[]; onTake: (how: 'use' | 'discard') => void };

/** Words that another device's took the place of: nothing that was typed is lost. The oldest first. */
export function KeptDrafts({ kept, onTake }: KeptDraftsProps) {
  const { now } = useApp();
  const { language } = useLocale();
  const w = useWritingWords();
  const [oldest] = kept;
  if (!oldest) return null;
  return (
    <section
      aria-label={w.kept.title(kept.length)}
      class="mx-3 mt-2 rounded-medium border border-line bg-surface p-2.5 text-ink"
    >
      <p class="text-small font-medium text-soft">
        {w.kept.title(kept.length)} · {w.kept.when(longAge(oldest.at, now.now.value, language))}
      </p>
      <p dir="auto" class="mt-1 line-clamp-3 whitespace-pre-line">
        {oldest.text}
      </p>
      <div class="mt-2 flex justify-end gap-2">
        <Button size="small" onClick={() => onTake('discard')}>
          {w.kept.discard}
        </Button>
        <Button size="small" look="primary" onClick={() => onTake('use')}>
          {w.kept.use}
        </Button>
      </div>
    </section>
  );
}
