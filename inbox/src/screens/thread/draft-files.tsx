import { FILE_MAX_BYTES, FILE_MAX_SAID } from '@everthread/shared/file-limits';
import { useEffect, useState } from 'preact/hooks';
import { fileSize } from '../../file-size.ts';
import { useLocale } from '../../locale.ts';
import { useThreadWords } from '../../locales/en-thread.ts';
import type { DraftFile, FilesModel } from '../../models/files-model.ts';
import { Icon } from '../../ui/icon.tsx';

/** The files that will go with what is being written: how far each is, and ways to stop it or to try again. */
export function DraftFiles({ model }: { model: FilesModel }) {
  const words = useThreadWords();
  if (model.files.value.length === 0) return null;
  return (
    <ul aria-label={words.composer.files} class="flex max-h-44 flex-wrap gap-2 overflow-y-auto px-3 pt-2">
      {model.files.value.map((file) => (
        <li key={file.id} class="w-60 max-w-full">
          <OneFile file={file} model={model} />
        </li>
      ))}
    </ul>
  );
}

function OneFile({ file: { id, name, size, file, state }, model }: { file: DraftFile; model: FilesModel }) {
  const { language } = useLocale();
  const words = useThreadWords();
  const preview = usePreview(file);
  return (
    <div class="relative flex items-center gap-2 overflow-hidden rounded-medium border border-line bg-surface py-1.5 ps-1.5 pe-1">
      {preview ? (
        <img src={preview} alt="" class="size-9 rounded-small object-cover" />
      ) : (
        <Icon name={state.name === 'failed' ? 'alert' : 'file'} class="m-2.5 text-soft" />
      )}
      <div class="min-w-0 flex-1">
        <p dir="auto" class="line font-medium">
          {name}
        </p>
        <p class={state.name === 'failed' ? 'text-small text-danger' : 'text-small text-soft'}>
          {state.name === 'failed'
            ? why(state.error)
            : state.name === 'waiting'
              ? words.composer.fileWaiting
              : fileSize(size, language)}
        </p>
      </div>
      {state.name === 'failed' && model.mayTryAgain(id) && (
        <button
          type="button"
          aria-label={words.composer.retryFile(name)}
          onClick={() => model.again(id)}
          class="flex size-7 items-center justify-center rounded-medium hover:bg-raised"
        >
          <Icon name="reopen" />
        </button>
      )}
      <button
        type="button"
        aria-label={words.composer.removeFile(name)}
        onClick={() => model.remove(id)}
        class="flex size-7 items-center justify-center rounded-medium text-soft hover:bg-raised hover:text-ink"
      >
        <Icon name="close" class="size-3.5" />
      </button>
      {state.name === 'sending' && (
        <span
          role="progressbar"
          aria-label={name}
          aria-valuenow={Math.round(state.part * 100)}
          class="absolute start-0 bottom-0 h-0.5 bg-accent transition-[inline-size]"
          style={{ inlineSize: `${Math.round(state.part * 100)}%` }}
        />
      )}
    </div>
  );

  function why(error: unknown): string {
    if (size > FILE_MAX_BYTES) return words.composer.fileTooLarge(fileSize(FILE_MAX_SAID, language));
    if (size === 0) return words.composer.fileEmpty;
    const { status, message } = (error ?? {}) as { status?: number; message?: string };
    return status && message ? message : words.composer.fileFailed;
  }
}

/** A small picture of an image, made here: nothing but this window's own memory is asked for it. */
function usePreview(file: File | undefined): string | undefined {
  const [url, setUrl] = useState<string>();
  useEffect(() => {
    if (!file || !/^image\/(png|jpeg|gif|webp)$/.test(file.type) || file.size > FILE_MAX_BYTES) return;
    const reader = new FileReader();
    reader.onload = () => setUrl(String(reader.result));
    reader.readAsDataURL(file);
    return () => reader.abort();
  }, [file]);
  return url;
}
