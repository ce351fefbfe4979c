import { useRef } from 'preact/hooks';
import { useArticleWords } from '../../locales/en-articles.ts';
import { Button } from '../../ui/button.tsx';

type ChooseFilesProps = { isAgain: boolean; onChoose: (files: readonly File[]) => void };

export function ChooseFiles({ isAgain, onChoose }: ChooseFilesProps) {
  const w = useArticleWords().import;
  const picker = useRef<HTMLInputElement>(null);
  return (
    <section
      aria-label={w.choose}
      class="flex flex-col gap-3 rounded-large border border-line bg-surface p-5"
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        onChoose([...(event.dataTransfer?.files ?? [])]);
      }}
    >
      <div class="flex flex-wrap items-center gap-2">
        <Button look={isAgain ? 'outline' : 'primary'} onClick={() => picker.current?.click()}>
          {isAgain ? w.again : w.choose}
        </Button>
        <span class="text-faint">{w.drop}</span>
      </div>
      <input
        ref={picker}
        type="file"
        multiple
        accept=".md,.markdown,.mdx,.txt,.csv,.tsv,.zip"
        aria-label={w.choose}
        class="sr-only"
        tabIndex={-1}
        onChange={({ currentTarget }) => {
          onChoose([...(currentTarget.files ?? [])]);
          currentTarget.value = '';
        }}
      />
      <details>
        <summary class="w-fit cursor-pointer rounded-small text-small text-soft hover:text-ink">{w.formats}</summary>
        <p class="mt-2 text-pretty text-soft">{w.formatsHint}</p>
      </details>
    </section>
  );
}
