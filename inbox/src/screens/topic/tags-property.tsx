import type { Tag } from '@everthread/shared/models/tag';
import { Icon } from '../../ui/icon.tsx';
import type { Acting } from './act.ts';
import { tags } from './choices.tsx';
import { Property } from './property.tsx';
import { TagDot } from './tag-dot.tsx';
import { workWords } from './work-words.ts';

const SHOWN = 2;

/** The first tags of a topic, how many more there are, and the list to choose from. */
export function TagsProperty({ acting, has }: { acting: Acting; has: readonly Tag[] }) {
  const w = workWords();
  return (
    <Property
      acting={acting}
      label={w.tags}
      value={has.map(({ name }) => name).join(', ') || w.noTags}
      keys="T"
      isSet={has.length > 0}
      choices={tags}
      isMany
      placeholder={w.addTag}
    >
      {has.length === 0 && (
        <>
          <Icon name="plus" /> {w.tags}
        </>
      )}
      {has.slice(0, SHOWN).map(({ id, name, color }) => (
        <span key={id} class="flex min-w-0 items-center gap-1 rounded-full border border-line px-2 py-0.5">
          <TagDot color={color} />
          <bdi class="truncate">{name}</bdi>
        </span>
      ))}
      {has.length > SHOWN && <span class="text-soft">+{has.length - SHOWN}</span>}
    </Property>
  );
}
