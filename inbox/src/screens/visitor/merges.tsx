import type { VisitorMerge } from '@everthread/shared/models/visitor-details';
import { useState } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { errorWords } from '../../error-words.ts';
import { fullTime, longAge } from '../../format.ts';
import { useLocale } from '../../locale.ts';
import { useThreadWords } from '../../locales/en-thread.ts';
import type { RosterModel } from '../../models/roster-model.ts';
import type { VisitorModel } from '../../models/visitor-model.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { visitorName } from '../../visitor-name.ts';
import { Section } from './fact.tsx';
import { visitorWords } from './visitor-words.ts';

type MergesProps = {
  merges: readonly VisitorMerge[];
  model: VisitorModel;
  roster: RosterModel;
  isEditable: boolean;
  onMerge: () => void;
};

/** Who was merged into this visitor, with a way back while there is one; and the way to merge him with another. */
export function Merges({ merges, model, roster, isEditable, onMerge }: MergesProps) {
  const { toasts, now } = useApp();
  const { strings: t, language } = useLocale();
  const said = useThreadWords();
  const w = visitorWords().merges;
  const [undoing, setUndoing] = useState<string>();
  if (merges.length === 0 && !isEditable) return null;

  async function undo({ id }: VisitorMerge): Promise<void> {
    setUndoing(id);
    try {
      await model.undoMerge(id);
      toasts.show({ tone: 'news', text: w.undone });
    } catch (error) {
      toasts.show({ tone: 'trouble', text: `${w.notUndone}. ${errorWords(error, t)}` });
    } finally {
      setUndoing(undefined);
    }
  }

  return (
    <Section title={w.title}>
      <ul class="flex flex-col gap-2">
        {merges.map((merge) => {
          const who = merge.agentId && roster.nameOfAgent(merge.agentId);
          return (
            <li key={merge.id} class="flex items-start gap-2">
              <span class="min-w-0 flex-1" title={fullTime(merge.at, language)}>
                <span class="block truncate">
                  <bdi>{visitorName({ id: merge.mergedId, name: merge.name }, t)}</bdi>
                </span>
                <span class="block text-small text-faint">
                  {w.merged(longAge(merge.at, now.now.value, language), who ?? undefined)}
                </span>
              </span>
              {isEditable && merge.undoUntil && (
                <Button
                  size="small"
                  disabled={undoing !== undefined}
                  title={w.undoUntil(fullTime(merge.undoUntil, language))}
                  aria-label={w.undoOf(visitorName({ id: merge.mergedId, name: merge.name }, t))}
                  onClick={() => void undo(merge)}
                >
                  {said.thread.undo}
                </Button>
              )}
            </li>
          );
        })}
      </ul>
      {isEditable && (
        <Button look="quiet" size="small" class="-ms-2.5 mt-1" onClick={onMerge}>
          <Icon name="people" class="size-3.5" />
          {w.merge}
        </Button>
      )}
    </Section>
  );
}
