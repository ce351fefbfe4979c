import type { TagId } from '@everthread/shared/models/ids';
import type { Tag, TagColor } from '@everthread/shared/models/tag';
import { useRef } from 'preact/hooks';
import { newId } from '../../new-id.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/icon.tsx';
import type { SectionProps } from '../settings/sections.ts';
import { SettingCard, TextSetting } from '../settings/setting.tsx';
import { useSave } from '../settings/use-save.ts';
import { WhenLoaded } from '../settings/when-loaded.tsx';
import { nextTagColor, TAG_COLORS, tagPaint } from './tag-colors.ts';
import { workWords } from './work-words.ts';

/** The workspace's tags: made, renamed, recoloured and removed, each with a way back. */
export function TagsSection({ inbox, api }: SectionProps) {
  const w = workWords().settings;
  const save = useSave();
  const { roster } = inbox;
  const field = useRef<HTMLInputElement>(null);

  async function put(work: Promise<Tag | undefined>): Promise<void> {
    const tag = await work;
    if (tag) roster.takeTag(tag);
    else await roster.load();
  }

  function add(tags: readonly Tag[]): void {
    const name = field.current?.value.trim() ?? '';
    if (!name || !field.current) return;
    const tag = { id: newId() as TagId, name, color: nextTagColor(tags) };
    field.current.value = '';
    void save({
      what: name,
      put: () => put(api.createTag(tag)),
      back: () => put(api.removeTag(tag.id).then(() => undefined)),
    });
  }

  const change = ({ id, name, color }: Tag, to: Partial<Pick<Tag, 'name' | 'color'>>) =>
    void save({
      what: to.name ?? name,
      put: () => put(api.changeTag(id, to)),
      back: () => put(api.changeTag(id, { name, color })),
    });

  const remove = (tag: Tag) =>
    void save({
      what: w.removed(tag.name),
      put: () => put(api.removeTag(tag.id).then(() => undefined)),
      back: () => put(api.createTag(tag)),
    });

  return (
    <WhenLoaded roster={roster}>
      {({ tags }) => (
        <SettingCard at="tags" title={w.title} hint={w.hint}>
          {tags.length === 0 && <p class="mb-3 text-soft">{w.none}</p>}
          <ul class="flex flex-col">
            {tags.map((tag) => (
              <li
                key={tag.id}
                class="flex flex-wrap items-center gap-x-3 gap-y-1 border-t border-line py-2 first:border-0"
              >
                <TextSetting
                  label={w.name}
                  isLabelSeen={false}
                  value={tag.name}
                  maxLength={40}
                  disabled={!roster.mayWrite.value}
                  onSave={(name) => change(tag, { name })}
                />
                <Colors tag={tag} isDisabled={!roster.mayWrite.value} onChoose={(color) => change(tag, { color })} />
                {roster.mayWrite.value && (
                  <Button
                    look="quiet"
                    size="icon"
                    class="ms-auto"
                    aria-label={w.remove(tag.name)}
                    onClick={() => remove(tag)}
                  >
                    <Icon name="bin" />
                  </Button>
                )}
              </li>
            ))}
          </ul>
          {roster.mayWrite.value && (
            <form
              class="mt-3 flex gap-2"
              onSubmit={(event) => {
                event.preventDefault();
                add(tags);
              }}
            >
              <input
                ref={field}
                aria-label={w.addLabel}
                placeholder={w.addLabel}
                dir="auto"
                maxLength={40}
                autocomplete="off"
                class="h-10 w-full max-w-60 min-w-0 rounded-medium border border-strong-line bg-surface px-3 text-read"
              />
              <Button type="submit" class="h-10">
                {w.add}
              </Button>
            </form>
          )}
        </SettingCard>
      )}
    </WhenLoaded>
  );
}

type ColorsProps = { tag: Tag; isDisabled: boolean; onChoose: (color: TagColor) => void };

function Colors({ tag, isDisabled, onChoose }: ColorsProps) {
  const w = workWords().settings;
  return (
    <fieldset disabled={isDisabled} class="flex gap-1 max-roomy:order-1">
      <legend class="sr-only">{w.color(tag.name)}</legend>
      {TAG_COLORS.map((color) => (
        <label
          key={color}
          title={w.colors[color]}
          class={classes(
            'flex size-6 cursor-pointer items-center justify-center rounded-full has-focus-visible:outline-2 has-focus-visible:outline-accent',
            color === tag.color && 'ring-2 ring-strong-line',
          )}
        >
          <input
            type="radio"
            name={`color-${tag.id}`}
            checked={color === tag.color}
            onChange={() => onChoose(color)}
            class="sr-only"
          />
          <span class="sr-only">{w.colors[color]}</span>
          <span
            aria-hidden="true"
            style={{ backgroundColor: tagPaint(color) }}
            class="size-3.5 rounded-full forced-color-adjust-none"
          />
        </label>
      ))}
    </fieldset>
  );
}
