import type { Attribute } from '@everthread/shared/models/visitor-details';
import { useState } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Section } from './fact.tsx';
import { FieldForm } from './field-form.tsx';
import type { Write } from './use-visitor.ts';
import { visitorWords } from './visitor-words.ts';

type FieldsProps = { attributes: readonly Attribute[]; isEditable: boolean; write: Write };

/** The workspace's own fields: added, rewritten and removed in their place. */
export function Fields({ attributes, isEditable, write }: FieldsProps) {
  const w = visitorWords();
  const [edited, setEdited] = useState<string | true>(); // a field's name, or a new one
  if (attributes.length === 0 && !isEditable) return null;
  const end = () => setEdited(undefined);
  const put = (attribute: Attribute) => {
    end();
    void write(attribute.name, { attributes: [attribute] });
  };
  return (
    <Section title={w.fields.title}>
      <ul class="flex flex-col gap-2.5">
        {attributes.map((attribute) =>
          edited === attribute.name ? (
            <li key={attribute.name}>
              <FieldForm
                attribute={attribute}
                taken={[]}
                onSave={put}
                onCancel={end}
                onRemove={() => {
                  end();
                  const { name, isPrivate } = attribute;
                  void write(name, { attributes: [{ name, value: null, isPrivate }] }, true);
                }}
              />
            </li>
          ) : (
            <li key={attribute.name} class="flex items-start gap-1">
              <div class="min-w-0 flex-1">
                <p class="flex items-center gap-1 text-small text-faint [overflow-wrap:anywhere]">
                  <bdi>{attribute.name}</bdi>
                  {attribute.isPrivate && (
                    <span
                      title={w.fields.privateHint}
                      class="inline-flex shrink-0 items-center gap-1 rounded-full bg-raised px-1.5 text-soft"
                    >
                      <Icon name="lock" class="size-3" />
                      {w.fields.isPrivate}
                    </span>
                  )}
                </p>
                <p class="mt-0.5 [overflow-wrap:anywhere]">
                  <bdi>{wordsOf(attribute.value)}</bdi>
                </p>
                {attribute.source && <p class="mt-0.5 text-small text-faint">{w.fields.from[attribute.source]}</p>}
              </div>
              {isEditable && (
                <Button
                  look="quiet"
                  size="icon"
                  class="-me-2 text-faint"
                  aria-label={w.edit(attribute.name)}
                  onClick={() => setEdited(attribute.name)}
                >
                  <Icon name="pencil" class="size-3.5" />
                </Button>
              )}
            </li>
          ),
        )}
      </ul>
      {edited === true && <FieldForm taken={attributes.map(({ name }) => name)} onSave={put} onCancel={end} />}
      {isEditable && edited !== true && (
        <Button look="quiet" size="small" class="-ms-2.5 mt-2" onClick={() => setEdited(true)}>
          <Icon name="plus" class="size-3.5" />
          {w.fields.add}
        </Button>
      )}
    </Section>
  );
}

function wordsOf(value: Attribute['value']): string {
  const w = visitorWords();
  return typeof value === 'boolean' ? (value ? w.fields.yes : w.fields.no) : String(value);
}
