import { useApp } from '../../app-context.ts';
import { dayName } from '../../format.ts';
import { useLocale } from '../../locale.ts';
import { useThreadWords } from '../../locales/en-thread.ts';
import type { FoldedItem } from '../../models/fold-topics.ts';
import { Icon } from '../../ui/icon.tsx';

/** An earlier topic as one line, which unfolds in its place. */
export function FoldedTopic({ item, onUnfold }: { item: FoldedItem; onUnfold: () => void }) {
  const { now } = useApp();
  const { strings: t, language } = useLocale();
  const words = useThreadWords();
  const { topic, from, to, count } = item;
  const [first, last] = [from, to].map((at) => dayName(at, now.now.value, language, t.dates));
  return (
    <button
      type="button"
      aria-expanded="false"
      onClick={onUnfold}
      class="mt-3 flex w-full items-center gap-2 rounded-medium border border-line px-3 py-2 text-start text-small text-soft hover:bg-raised hover:text-ink"
    >
      <Icon name="check" class="size-3.5 text-good" />
      <span dir="auto" class="line min-w-0 flex-1 font-medium">
        {topic.subject ?? topic.preview}
      </span>
      <span class="shrink-0">
        {first === last ? first : `${first} – ${last}`} · {words.thread.messageCount(count)}
      </span>
      <Icon name="down" class="size-3.5" />
    </button>
  );
}
