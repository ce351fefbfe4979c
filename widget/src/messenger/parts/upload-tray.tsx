import { FILE_MAX_SAID } from '@everthread/shared/file-limits';
import type { TargetedMouseEvent } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { addStyle } from '../later.ts';
import type { ComposerModel, PendingFile } from '../models/composer-model.ts';
import trayStyle from '../styles/tray.css?inline';
import { trayWords } from '../tray-words.ts';
import type { Speech } from '../words.ts';
import { focusField } from './focus-field.ts';
import { Icon } from './icon.tsx';

addStyle(trayStyle);

const AGAIN = 'M20 12a8 8 0 1 1-2.5-5.8M20 4v4h-4';
const THUMB_PX = 96;
const DRAWABLE = /^image\/(png|jpeg|gif|webp)$/;

/** Over everything, while files are held above it. */
export const DropHere = () => (
  <div class="drop-here">
    <Icon shape="clip" />
    {trayWords(document.documentElement.lang).dropHere}
  </div>
);

/** The files that go with the next message: how far each is, and what can be done about it. */
export function UploadTray({ composer, speech }: { composer: ComposerModel; speech: Speech }) {
  const w = trayWords(document.documentElement.lang);
  return (
    <>
      <p class="tray-note" role="alert">
        {composer.hasTooManyFiles.value && w.tooMany}
      </p>
      <p class="tray-note" role="status">
        {composer.isAwaitingFiles.value && w.sendsWhenThere}
      </p>
      <ul class="tray">
        {composer.files.value.map((file) => (
          <Upload
            key={file.id}
            pending={file}
            speech={speech}
            onDrop={(event) => {
              focusBeyond(event);
              composer.dropFile(file.id);
            }}
          />
        ))}
      </ul>
    </>
  );
}

/** What was pressed goes: on to the next file where it was by key, otherwise to the field. */
function focusBeyond({ currentTarget, detail }: TargetedMouseEvent<HTMLElement>): void {
  const next = currentTarget.closest('li')?.nextElementSibling?.querySelector<HTMLElement>('button:last-child');
  if (next && detail === 0) next.focus();
  else focusField();
}

type UploadProps = { pending: PendingFile; speech: Speech; onDrop: (event: TargetedMouseEvent<HTMLElement>) => void };

function Upload({ pending, speech, onDrop }: UploadProps) {
  const w = trayWords(document.documentElement.lang);
  const { file, state, again } = pending;
  const trouble =
    state.name === 'too_large'
      ? w.tooLarge.replace('{most}', speech.fileSize(FILE_MAX_SAID))
      : state.name === 'failed' && w.notUploaded;
  return (
    <li class={trouble ? 'upload bad' : 'upload'}>
      {DRAWABLE.test(file.type) && state.name !== 'too_large' ? <Thumb file={file} /> : <Icon shape="file" />}
      <span class="upload-text">
        <span class="file-name" dir="auto">
          {file.name}
        </span>
        {trouble ? (
          <span class="file-size" role="alert">
            {trouble}
          </span>
        ) : state.name === 'stored' ? (
          <span class="file-size">{speech.fileSize(file.size)}</span>
        ) : (
          <progress
            max={1}
            value={state.name === 'sending' ? state.part : 0}
            aria-label={`${w.uploading} ${file.name}`}
          />
        )}
      </span>
      {state.name === 'failed' && (
        <button type="button" class="icon-button" aria-label={`${speech.say('again')}: ${file.name}`} onClick={again}>
          <Icon shape={AGAIN} />
        </button>
      )}
      <button type="button" class="icon-button" aria-label={`${speech.say('remove')}: ${file.name}`} onClick={onDrop}>
        <Icon shape="close" />
      </button>
    </li>
  );
}

/** A small view of a picture that has not left yet. Drawn, because the policy lets no address of it be loaded. */
function Thumb({ file }: { file: File }) {
  const canvas = useRef<HTMLCanvasElement>(null);

  useEffect(() => {
    let isGone = false;
    void createImageBitmap(file).then(
      (picture) => {
        const scale = Math.max(THUMB_PX / picture.width, THUMB_PX / picture.height);
        const [width, height] = [picture.width * scale, picture.height * scale];
        const context = isGone ? null : canvas.current?.getContext('2d');
        context?.drawImage(picture, (THUMB_PX - width) / 2, (THUMB_PX - height) / 2, width, height);
        picture.close();
      },
      () => {}, // no picture after all: the square stays empty
    );
    return () => {
      isGone = true;
    };
  }, [file]);

  return <canvas ref={canvas} class="thumb" width={THUMB_PX} height={THUMB_PX} />;
}
