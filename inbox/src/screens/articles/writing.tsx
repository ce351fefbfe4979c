import type { ArticleImage } from '@everthread/shared/client/article-image';
import { useEffect, useState } from 'preact/hooks';
import { isMac } from '../../commands/is-mac.ts';
import { useArticleWords } from '../../locales/en-articles.ts';
import type { ArticleModel } from '../../models/article-model.ts';
import { classes } from '../../ui/classes.ts';
import { ArticleView } from './article-view.tsx';
import { directionOf } from './languages.ts';
import { usePublish } from './publish-bar.tsx';
import { WritePane } from './write-pane.tsx';

type WritingProps = {
  model: ArticleModel;
  language: string;
  isReadOnly: boolean;
  keepImage: (file: Blob) => Promise<ArticleImage>;
};

const PREVIEW_AFTER_MS = 150;

/** Title and text, and beside them what readers will see: on a narrow screen one of the two. */
export function Writing({ model, language, isReadOnly, keepImage }: WritingProps) {
  const w = useArticleWords();
  const publish = usePublish(model, language);
  const [pane, setPane] = useState<'write' | 'look'>('write');
  const direction = directionOf(language);
  const { title = '', body = '' } = model.pages.value.get(language)?.words ?? {};
  const shown = useLater(body);

  useEffect(() => {
    const ends = new AbortController();
    addEventListener('keydown', onKeyDown, { signal: ends.signal });
    return () => ends.abort();
  });

  function onKeyDown(event: KeyboardEvent): void {
    if (isReadOnly || event.isComposing || event.shiftKey || event.altKey || !(isMac() ? event.metaKey : event.ctrlKey))
      return;
    if (event.key === 's') void model.save(language);
    else if (event.key === 'Enter') void publish();
    else return;
    event.preventDefault();
  }

  return (
    <div class="flex flex-col gap-3">
      <input
        dir={direction}
        lang={language}
        aria-label={w.editor.title}
        placeholder={w.editor.title}
        value={title}
        readOnly={isReadOnly}
        maxLength={300}
        class="h-12 w-full rounded-medium border border-line bg-surface px-4 text-title font-semibold"
        onInput={({ currentTarget }) => model.write(language, { title: currentTarget.value })}
      />
      <div role="radiogroup" aria-label={w.editor.panes} class="flex gap-1 roomy:hidden">
        {(['write', 'look'] as const).map((each) => (
          <label
            key={each}
            class="cursor-pointer rounded-medium border border-line bg-surface px-2.5 py-1.5 has-checked:border-accent has-checked:bg-chosen has-focus-visible:outline-2 has-focus-visible:outline-accent"
          >
            <input type="radio" name="pane" class="sr-only" checked={pane === each} onChange={() => setPane(each)} />
            {w.editor[each]}
          </label>
        ))}
      </div>
      <div class="grid items-stretch gap-4 roomy:grid-cols-2">
        <div class={classes('min-w-0 roomy:block', pane === 'look' && 'hidden')}>
          <WritePane
            body={body}
            direction={direction}
            isReadOnly={isReadOnly}
            onWrite={(written) => model.write(language, { body: written })}
            keepImage={keepImage}
          />
        </div>
        <section
          aria-label={w.editor.preview}
          dir={direction}
          lang={language}
          class={classes(
            'min-w-0 rounded-large border border-line bg-surface p-5 roomy:block',
            pane === 'write' && 'hidden',
          )}
        >
          {title && (
            <h2 dir="auto" class="mb-3 text-large font-semibold tracking-tight">
              {title}
            </h2>
          )}
          {shown.trim() === '' && !title ? (
            <p class="text-faint">{w.editor.previewEmpty}</p>
          ) : (
            <ArticleView markdown={shown} imagesAt={model.imagesAt.value} />
          )}
        </section>
      </div>
    </div>
  );
}

/** What was written a moment ago: a long text is not read anew with every letter. */
function useLater(text: string): string {
  const [later, setLater] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setLater(text), PREVIEW_AFTER_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return later;
}
