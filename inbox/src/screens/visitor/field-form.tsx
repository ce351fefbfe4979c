import type { Attribute } from '@everthread/shared/models/visitor-details';
import { useState } from 'preact/hooks';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { visitorWords } from './visitor-words.ts';

type FieldFormProps = {
  attribute?: Attribute; // none: a new one
  taken: readonly string[];
  onSave: (attribute: Attribute) => void;
  onCancel: () => void;
  onRemove?: () => void;
};

/** One field as it is being written. */
export function FieldForm({ attribute, taken, onSave, onCancel, onRemove }: FieldFormProps) {
  const w = visitorWords();
  const [problem, setProblem] = useState<string>();

  function save(form: HTMLFormElement): void {
    const data = new FormData(form);
    const name = attribute?.name ?? String(data.get('name') ?? '').trim();
    const typed = String(data.get('value') ?? '').trim();
    if (!name || !typed) return;
    if (taken.includes(name)) {
      setProblem(w.fields.taken);
      return;
    }
    const isAsItWas = attribute !== undefined && typed === String(attribute.value);
    onSave({ name, value: isAsItWas ? attribute.value : typed, isPrivate: data.has('private') });
  }

  return (
    <form
      class="my-1 flex flex-col gap-3 rounded-medium border border-line bg-ground p-3"
      onSubmit={(event) => {
        event.preventDefault();
        save(event.currentTarget);
      }}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onCancel();
      }}
    >
      {!attribute && <Field name="name" label={w.fields.name} maxLength={60} autofocus problem={problem} />}
      <Field
        name="value"
        label={attribute?.name ?? w.fields.value}
        maxLength={1_000}
        autofocus={attribute !== undefined}
        defaultValue={String(attribute?.value ?? '')}
      />
      {attribute?.source === 'signed' && <p class="text-small text-faint">{w.fields.goesOver}</p>}
      <label class="flex items-start gap-2">
        <input
          type="checkbox"
          name="private"
          defaultChecked={attribute?.isPrivate ?? false}
          class="mt-0.5 size-4 shrink-0 accent-accent"
        />
        <span>
          {w.fields.isPrivate}
          <span class="block text-small text-faint">{w.fields.privateHint}</span>
        </span>
      </label>
      <div class="flex flex-wrap gap-2">
        <Button look="primary" size="small" type="submit">
          {w.save}
        </Button>
        <Button look="quiet" size="small" onClick={onCancel}>
          {w.cancel}
        </Button>
        {onRemove && (
          <Button look="danger" size="small" class="ms-auto" onClick={onRemove}>
            {w.fields.remove}
          </Button>
        )}
      </div>
    </form>
  );
}
