import type { ModelTrial, WorkspaceModel, WorkspaceModelChange } from '@everthread/shared/models/workspace-model';
import { useState } from 'preact/hooks';
import { errorWords } from '../../error-words.ts';
import { useLocale } from '../../locale.ts';
import { type PurposeWords, useModelWords } from '../../locales/en-model.ts';
import type { ModelSettingModel } from '../../models/model-setting-model.ts';
import { Button } from '../../ui/button.tsx';
import { classes } from '../../ui/classes.ts';
import { Field } from '../../ui/field.tsx';

type Doing =
  | { name: 'nothing' | 'trying' | 'saving' }
  | { name: 'tried'; outcome: ModelTrial['outcome'] }
  | { name: 'refused'; says: string };

type ModelFormProps = {
  model: ModelSettingModel;
  own: WorkspaceModel | null;
  words: PurposeWords;
  onClose: (says?: string) => void;
};

/** Its address, its name and its key. `own`: what is set; without one it can be left again. */
export function ModelForm({ model, own, words, onClose }: ModelFormProps) {
  const w = useModelWords();
  const { strings: t } = useLocale();
  const [doing, setDoing] = useState<Doing>({ name: 'nothing' });
  const isBusy = doing.name === 'trying' || doing.name === 'saving';

  async function attempt(name: 'trying' | 'saving', work: () => Promise<Doing>): Promise<void> {
    setDoing({ name });
    try {
      setDoing(await work());
    } catch (error) {
      setDoing({ name: 'refused', says: errorWords(error, t) });
    }
  }
  /** While one of them is at work, the others wait: they keep the focus, which what is disabled loses. */
  const pressed = (does: string) => ({
    'aria-label': w.of(does, words.title),
    'aria-disabled': isBusy,
    class: 'aria-disabled:opacity-50',
  });
  const tryIt = (change: WorkspaceModelChange) =>
    attempt('trying', async () => ({ name: 'tried', outcome: await model.tryIt(change) }));
  const change = (work: () => Promise<void>, says: string) =>
    !isBusy &&
    attempt('saving', async () => {
      await work();
      onClose(says);
      return { name: 'nothing' };
    });

  return (
    <form
      class="flex max-w-md flex-col gap-4"
      onSubmit={(event) => {
        event.preventDefault();
        if (isBusy) return;
        const isTrial = (event.submitter as HTMLButtonElement | null)?.name === 'trial';
        const typed = changeIn(event.currentTarget);
        const key = event.currentTarget.elements.namedItem('key') as HTMLInputElement;
        const save = async () => {
          await model.save(typed);
          // It is kept now, and stands there no longer, unless another has been typed since.
          if (key.value.trim() === typed.key) key.value = '';
        };
        void (isTrial ? tryIt(typed) : change(save, words.saved));
      }}
    >
      <Field
        name="baseUrl"
        label={w.address}
        type="url"
        hint={w.addressHint}
        autofocus={!own}
        defaultValue={own?.baseUrl ?? ''}
        maxLength={2_000}
      />
      <Field
        name="name"
        label={w.name}
        hint={words.nameHint}
        autocomplete="off"
        defaultValue={own?.name ?? ''}
        maxLength={200}
      />
      <Field
        name="key"
        label={w.key}
        type="password"
        autocomplete="off"
        maxLength={500}
        hint={own?.keyEnd ? w.keyKept(own.keyEnd) : w.keyHint}
      />
      <p role="status" class={classes('text-pretty empty:-mt-4', toneOf(doing))}>
        {wordsOf(doing)}
      </p>
      <div class="flex flex-wrap gap-2">
        <Button type="submit" look="primary" {...pressed(w.save)}>
          {w.save}
        </Button>
        <Button type="submit" name="trial" {...pressed(w.tryIt)}>
          {w.tryIt}
        </Button>
        {own ? (
          <Button look="danger" {...pressed(w.remove)} onClick={() => void change(model.remove, w.removed)}>
            {w.remove}
          </Button>
        ) : (
          <Button aria-label={w.of(t.cancel, words.title)} onClick={() => onClose()}>
            {t.cancel}
          </Button>
        )}
      </div>
    </form>
  );

  function wordsOf(of: Doing): string | undefined {
    if (of.name === 'trying' || of.name === 'saving') return w[of.name];
    if (of.name === 'tried') return of.outcome === 'late' ? words.late : w.outcomes[of.outcome];
    return of.name === 'refused' ? of.says : undefined;
  }
}

function toneOf(doing: Doing): string {
  if (doing.name === 'trying' || doing.name === 'saving') return 'text-soft';
  return doing.name === 'tried' && doing.outcome === 'works' ? 'text-good' : 'text-danger';
}

function changeIn(form: HTMLFormElement): WorkspaceModelChange {
  const typed = new FormData(form);
  const text = (name: string) => String(typed.get(name) ?? '').trim();
  const key = text('key');
  return { baseUrl: text('baseUrl'), name: text('name'), ...(key && { key }) };
}
