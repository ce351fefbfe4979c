import type { Collection } from '@everthread/shared/models/collection';
import type { CollectionId } from '@everthread/shared/models/ids';
import { useState } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { useLocale } from '../../locale.ts';
import { useArticleWords } from '../../locales/en-articles.ts';
import type { ArticlesModel } from '../../models/articles-model.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/icon.tsx';
import { CollectionDialog } from './collection-dialog.tsx';
import { nameOf } from './languages.ts';
import { useAttempt } from './use-articles.ts';

type CollectionListProps = { list: ArticlesModel; mayWrite: boolean };

/** The collections in the team's order. The one that is looked at can be changed. */
export function CollectionList({ list, mayWrite }: CollectionListProps) {
  const { undo } = useApp();
  const { language } = useLocale();
  const w = useArticleWords();
  const attempt = useAttempt();
  const [edited, setEdited] = useState<Collection | 'new' | undefined>();
  const chosen = list.listing.value.collection;
  const all = list.collections.value ?? [];

  function remove(collection: Collection): void {
    const { id, names, slug, position } = collection;
    const label = w.collection.removed(nameOf(collection, language));
    void attempt(() => list.removeCollection(id)).then(
      (isDone) => isDone && undo.offer({ label, undo: () => list.createCollection({ id, names, slug, position }) }),
    );
  }

  const entry = (id: CollectionId | 'none' | undefined, name: string) => (
    <button
      type="button"
      aria-current={chosen === id ? 'true' : undefined}
      onClick={() => void list.look({ collection: id })}
      class={classes(
        'flex min-h-8 w-full items-center rounded-medium px-2 py-1 text-start outline-offset-[-2px]',
        chosen === id ? 'bg-chosen font-medium text-ink' : 'text-soft hover:bg-raised hover:text-ink',
      )}
    >
      <span dir="auto" class="line min-w-0 flex-1">
        {name}
      </span>
    </button>
  );

  return (
    <nav
      aria-label={w.collection.region}
      class="rounded-large border border-line bg-surface p-2 roomy:sticky roomy:top-5"
    >
      <details open={matchMedia('(width >= 64rem)').matches}>
        <summary class="cursor-pointer rounded-small px-2 py-1.5 font-medium">{w.collection.region}</summary>
        <ol class="mt-1 flex max-h-[60dvh] flex-col gap-0.5 overflow-y-auto">
          <li>{entry(undefined, w.collection.all)}</li>
          {all.map((collection, at) => (
            <li key={collection.id}>
              {entry(collection.id, nameOf(collection, language))}
              {mayWrite && chosen === collection.id && (
                <Doings
                  name={nameOf(collection, language)}
                  isFirst={at === 0}
                  isLast={at === all.length - 1}
                  onMove={(step) => void attempt(() => list.moveCollection(collection.id, step))}
                  onChange={() => setEdited(collection)}
                  onRemove={() => remove(collection)}
                />
              )}
            </li>
          ))}
          <li>{entry('none', w.collection.none)}</li>
        </ol>
        {mayWrite && (
          <Button look="quiet" class="mt-1 w-full" onClick={() => setEdited('new')}>
            <Icon name="plus" /> {w.collection.make}
          </Button>
        )}
      </details>
      {edited && <CollectionDialog list={list} edited={edited} onClose={() => setEdited(undefined)} />}
    </nav>
  );
}

type DoingsProps = {
  name: string;
  isFirst: boolean;
  isLast: boolean;
  onMove: (step: 1 | -1) => void;
  onChange: () => void;
  onRemove: () => void;
};

function Doings({ name, isFirst, isLast, onMove, onChange, onRemove }: DoingsProps) {
  const w = useArticleWords().collection;
  return (
    <div class="flex justify-end">
      <Button look="quiet" size="icon" aria-label={w.up(name)} disabled={isFirst} onClick={() => onMove(-1)}>
        <Icon name="down" class="rotate-180" />
      </Button>
      <Button look="quiet" size="icon" aria-label={w.down(name)} disabled={isLast} onClick={() => onMove(1)}>
        <Icon name="down" />
      </Button>
      <Button look="quiet" size="icon" aria-label={w.change(name)} onClick={onChange}>
        <Icon name="pencil" />
      </Button>
      <Button look="quiet" size="icon" aria-label={w.remove(name)} onClick={onRemove}>
        <Icon name="bin" />
      </Button>
    </div>
  );
}
