import { useState } from 'preact/hooks';
import { NAME_MAX_LENGTH } from '../../limits.ts';
import { useStrings } from '../../locale.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Section } from '../page.tsx';

type WorkspaceNameFormProps = { name: string; mayChange: boolean; onChange: (name: string) => void };

export function WorkspaceNameForm({ name, mayChange, onChange }: WorkspaceNameFormProps) {
  const t = useStrings();
  const [problem, setProblem] = useState<string>();

  function save(event: SubmitEvent & { currentTarget: HTMLFormElement }): void {
    event.preventDefault();
    const typed = String(new FormData(event.currentTarget).get('name') ?? '').trim();
    setProblem(typed ? undefined : t.fields.required);
    if (typed && typed !== name) onChange(typed);
  }

  return (
    <Section title={t.install.nameTitle}>
      {mayChange ? (
        <form noValidate onSubmit={save} class="flex items-start gap-3">
          <div class="flex-1">
            <Field
              name="name"
              label={t.newWorkspace.name}
              defaultValue={name}
              maxLength={NAME_MAX_LENGTH}
              autocomplete="off"
              problem={problem}
            />
          </div>
          <Button type="submit" class="mt-6.5 h-10">
            {t.install.save}
          </Button>
        </form>
      ) : (
        <>
          <p dir="auto" class="font-medium text-ink">
            {name}
          </p>
          <p class="mt-1 text-soft">{t.install.onlyAdmins}</p>
        </>
      )}
    </Section>
  );
}
