import type { Collection } from '@everthread/shared/models/collection';
import type { CollectionId } from '@everthread/shared/models/ids';
import { useState } from 'preact/hooks';
import { languageName } from '../../format.ts';
import { useLocale } from '../../locale.ts';
import { useArticleWords } from '../../locales/en-articles.ts';
import type { ArticlesModel } from '../../models/articles-model.ts';
import { newId } from '../../new-id.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { useOneAtATime } from '../../ui/one-at-a-time.ts';
import { Select } from '../../ui/select.tsx';
import { firstLanguage, offered } from './languages.ts';
import { useAttempt } from './use-articles.ts';

type CollectionDialogProps = { list: ArticlesModel; edited: Collection | 'new'; onClose: () => void };

/** What a collection is called, in as many languages as one likes. */
export function CollectionDialog({ list, edited, onClose }: CollectionDialogProps) {
  const { strings: t, language } = useLocale();
  const w = useArticleWords().collection;
  const attempt = useAttempt();
  const before: Collection['names'] = edited === 'new' ? {} : edited.names;
  const [tags, setTags] = useState(edited === 'new' ? [firstLanguage(language)] : Object.keys(before));
  const [problem, setProblem] = useState<string | undefined>();

  const save = useOneAtATime(async (form: FormData) => {
    const written = tags.map((tag) => {
      const [name, description] = ['name', 'description'].map((field) => String(form.get(`${field} ${tag}`)).trim());
      return [tag, { name: name ?? '', description: description ?? '' }] as const;
    });
    const named = written.filter(([, { name }]) => name !== '');
    if (named.length === 0) return setProblem(w.nameMissing);
    const names = Object.fromEntries(named);
    const isDone = await attempt(() =>
      edited === 'new'
        ? list.createCollection({ id: newId() as CollectionId, names })
        : list.changeCollection(edited.id, { names }),
    );
    if (isDone) onClose();
  });

  return (
    <Dialog title={edited === 'new' ? w.make : w.rename} closeLabel={t.close} onClose={onClose}>
      <form
        class="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault();
          void save(new FormData(event.currentTarget));
        }}
      >
        {tags.map((tag, at) => (
          <div key={tag} class="flex flex-col gap-3">
            <Field
              name={`name ${tag}`}
              label={w.name(languageName(tag, language))}
              autocomplete="off"
              maxLength={120}
              autofocus={at === tags.length - 1}
              defaultValue={before[tag]?.name ?? ''}
              problem={at === 0 ? problem : undefined}
            />
            <Field
              name={`description ${tag}`}
              label={w.description(languageName(tag, language))}
              autocomplete="off"
              maxLength={500}
              defaultValue={before[tag]?.description ?? ''}
            />
          </div>
        ))}
        <Select
          aria-label={w.addLanguage}
          value=""
          onChange={({ currentTarget: { value } }) => value && setTags([...tags, value])}
        >
          <option value="">{w.addLanguage}</option>
          {offered(tags, language).map(({ tag, name }) => (
            <option key={tag} value={tag}>
              {name}
            </option>
          ))}
        </Select>
        <div class="flex justify-end gap-2">
          <Button onClick={onClose}>{t.cancel}</Button>
          <Button look="primary" type="submit">
            {t.save}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
