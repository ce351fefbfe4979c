import type { Audience, NewArticle } from '@everthread/shared/models/article';
import type { CollectionId } from '@everthread/shared/models/ids';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { languageName } from '../../format.ts';
import { useLocale } from '../../locale.ts';
import { useArticleWords } from '../../locales/en-articles.ts';
import type { ArticlesModel } from '../../models/articles-model.ts';
import type { Imported } from '../../models/import-model.ts';
import { Button } from '../../ui/button.tsx';
import { Placard } from '../../ui/placard.tsx';
import { Select } from '../../ui/select.tsx';
import { firstLanguage, nameOf, offered } from '../articles/languages.ts';
import type { Found, ReadFiles, Trouble } from './found.ts';

type ForeseenProps = {
  read: ReadFiles;
  list: ArticlesModel;
  onStart: (articles: readonly Imported[], common: Pick<NewArticle, 'audience' | 'collectionId'>) => Promise<void>;
};

const SHOWN = 200;
const AUDIENCES: readonly Audience[] = ['everyone', 'verified', 'internal'];

/** What will be made of the files, what of them will not, and what is the same for all. */
export function Foreseen({ read: { found, troubles }, list, onStart }: ForeseenProps) {
  const { language: own } = useLocale();
  const w = useArticleWords();
  const [language, setLanguage] = useState(firstLanguage(own));
  const [audience, setAudience] = useState<Audience>('everyone');
  const [collection, setCollection] = useState('');
  const start = () =>
    onStart(
      found.map(({ title, body, wordings, slug, language: said }) => ({
        ...{ title, body, wordings, language: said ?? language },
        ...(slug && { slug }),
      })),
      { audience, collectionId: (collection || null) as CollectionId | null },
    );
  return (
    <>
      {troubles.length > 0 && <Troubles troubles={troubles} />}
      {found.length === 0 ? (
        <Placard title={w.import.nothing} />
      ) : (
        <section class="flex flex-col gap-4 rounded-large border border-line bg-surface p-5">
          <h2 class="text-read font-semibold">{w.import.found(found.length)}</h2>
          <div class="flex flex-wrap gap-3">
            <Choice label={w.import.language} value={language} onChange={setLanguage}>
              {offered([], own).map(({ tag, name }) => (
                <option key={tag} value={tag}>
                  {name}
                </option>
              ))}
            </Choice>
            <Choice label={w.audience.label} value={audience} onChange={(value) => setAudience(value as Audience)}>
              {AUDIENCES.map((each) => (
                <option key={each} value={each}>
                  {w.audience[each]}
                </option>
              ))}
            </Choice>
            <Choice label={w.collection.label} value={collection} onChange={setCollection}>
              <option value="">{w.collection.none}</option>
              {list.collections.value?.map((each) => (
                <option key={each.id} value={each.id}>
                  {nameOf(each, own)}
                </option>
              ))}
            </Choice>
          </div>
          <FoundTable found={found} language={language} />
          <div class="flex flex-wrap items-center gap-3">
            <Button look="primary" onClick={() => void start()}>
              {w.import.start(found.length)}
            </Button>
            <span class="text-soft">{w.import.published}</span>
          </div>
        </section>
      )}
    </>
  );
}

type ChoiceProps = { label: string; value: string; onChange: (value: string) => void; children: ComponentChildren };

function Choice({ label, value, onChange, children }: ChoiceProps) {
  return (
    // biome-ignore lint/a11y/noLabelWithoutControl: the list is within
    <label class="flex flex-col gap-1.5">
      <span class="font-medium">{label}</span>
      <Select value={value} onChange={({ currentTarget }) => onChange(currentTarget.value)}>
        {children}
      </Select>
    </label>
  );
}

function FoundTable({ found, language: fallback }: { found: readonly Found[]; language: string }) {
  const { language } = useLocale();
  const w = useArticleWords().import;
  const { title, language: inLanguage, text, from } = w.columns;
  const cell = 'border-b border-line px-2 py-1.5 text-start';
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section tabIndex={0} aria-label={w.found(found.length)} class="max-h-80 overflow-auto">
      <table class="w-full text-small">
        <thead>
          <tr>
            {[title, inLanguage, text, from].map((name) => (
              <th key={name} scope="col" class={`${cell} font-medium`}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {found.slice(0, SHOWN).map((one) => (
            <tr key={one.where}>
              <th scope="row" dir="auto" class={`${cell} font-medium`}>
                {one.title}
              </th>
              <td class={cell}>{languageName(one.language ?? fallback, language)}</td>
              <td dir="auto" class={`${cell} text-soft`}>
                {one.body.slice(0, 80)}
              </td>
              <td class={`${cell} text-faint`}>
                <bdi>{one.where}</bdi>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {found.length > SHOWN && <p class="px-2 py-1.5 text-faint">{w.more(found.length - SHOWN)}</p>}
    </section>
  );
}

function Troubles({ troubles }: { troubles: readonly Trouble[] }) {
  const w = useArticleWords().import;
  return (
    <section role="alert" class="rounded-large border border-note-line bg-note p-4 text-note-ink">
      <h2 class="font-semibold">{w.troubles(troubles.length)}</h2>
      <ul class="mt-1 flex max-h-80 flex-col gap-1 overflow-y-auto">
        {troubles.slice(0, SHOWN).map(({ where, line, kind }) => (
          <li key={`${where} ${line} ${kind}`}>
            <bdi class="font-medium">{line === undefined ? where : w.line(where, line)}</bdi> {w.kinds[kind]}
          </li>
        ))}
      </ul>
      {troubles.length > SHOWN && <p>{w.more(troubles.length - SHOWN)}</p>}
    </section>
  );
}
