import type { TagId } from '@everthread/shared/models/ids';
import { useRef, useState } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { errorWords } from '../../error-words.ts';
import { useStrings } from '../../locale.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import { newId } from '../../new-id.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import type { FacedChoice } from '../topic/choices.tsx';
import { Picker } from '../topic/picker.tsx';
import { nextTagColor } from '../topic/tag-colors.ts';
import { TagDot } from '../topic/tag-dot.tsx';
import { workWords } from '../topic/work-words.ts';
import { Section } from './fact.tsx';
import type { Write } from './use-visitor.ts';
import { visitorWords } from './visitor-words.ts';

type VisitorTagsProps = { tagIds: readonly TagId[]; inbox: InboxModel; isEditable: boolean; write: Write };

/** The visitor's labels, of the same kind as those of topics: put on and taken off in their place. */
export function VisitorTags({ tagIds, inbox, isEditable, write }: VisitorTagsProps) {
  const w = visitorWords();
  const t = useStrings();
  const { toasts } = useApp();
  const [isOpen, setOpen] = useState(false);
  const anchor = useRef<HTMLButtonElement>(null);
  const known = inbox.roster.workspace.value?.tags ?? [];
  const own = known.filter(({ id }) => tagIds.includes(id));
  if (own.length === 0 && !isEditable) return null;

  const put = (id: TagId, name: string) => void write(name, { addTagIds: [id] });
  const take = (id: TagId, name: string) => void write(name, { removeTagIds: [id] }, true);

  async function make(name: string): Promise<void> {
    const id = newId() as TagId;
    try {
      await inbox.changes.makeTag({ id, name, color: nextTagColor(known) });
      put(id, name);
    } catch (error) {
      const action = { label: t.tryAgain, run: () => void make(name) };
      toasts.show({ tone: 'trouble', text: `${w.notSaved(name)}. ${errorWords(error, t)}`, action });
    }
  }

  function choices(typed: string): FacedChoice[] {
    const name = typed.trim().slice(0, 40).toWellFormed();
    const isNew = name !== '' && !known.some((tag) => tag.name.toLowerCase() === name.toLowerCase());
    return [
      ...known.map((tag) => {
        const isChosen = tagIds.includes(tag.id);
        const run = () => (isChosen ? take : put)(tag.id, tag.name);
        return { id: tag.id, label: tag.name, isChosen, face: <TagDot color={tag.color} />, run };
      }),
      ...(isNew
        ? [
            {
              id: 'new',
              label: workWords().newTag(name),
              fitsAlways: true,
              face: <Icon name="plus" class="text-soft" />,
              run: () => void make(name),
            },
          ]
        : []),
    ];
  }

  return (
    <Section title={w.tags.title}>
      <ul class="flex flex-wrap items-center gap-1.5">
        {own.map(({ id, name, color }) => (
          <li key={id} class="inline-flex h-7 max-w-full items-center gap-1.5 rounded-full border border-line ps-2.5">
            <TagDot color={color} />
            <bdi class={isEditable ? 'truncate' : 'truncate pe-2.5'}>{name}</bdi>
            {isEditable && (
              <button
                type="button"
                aria-label={w.tags.remove(name)}
                onClick={() => take(id, name)}
                class="flex h-full items-center rounded-e-full ps-0.5 pe-2 text-faint hover:text-ink"
              >
                <Icon name="close" class="size-3" />
              </button>
            )}
          </li>
        ))}
        {isEditable && (
          <li>
            <Button
              ref={anchor}
              look="quiet"
              size="small"
              class={own.length === 0 ? '-ms-2.5' : ''}
              aria-haspopup="listbox"
              aria-expanded={isOpen}
              onClick={() => setOpen(true)}
            >
              <Icon name="plus" class="size-3.5" />
              {w.tags.add}
            </Button>
          </li>
        )}
      </ul>
      {isOpen && <Picker label={w.tags.add} anchor={anchor} choices={choices} isMany onClose={() => setOpen(false)} />}
    </Section>
  );
}
