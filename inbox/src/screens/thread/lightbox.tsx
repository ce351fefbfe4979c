import type { Attachment } from '@everthread/shared/models/attachment';
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks';
import { fileSize } from '../../file-size.ts';
import { useLocale } from '../../locale.ts';
import { useThreadWords } from '../../locales/en-thread.ts';
import { useWritingWords } from '../../locales/en-writing.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { linksOf } from './links-of.ts';
import { useThreadScope } from './thread-scope.ts';

/** The images of this thread, one at a time over everything else; by arrows, Escape closes. */
export function Lightbox({ first, onClose }: { first: Attachment; onClose: () => void }) {
  const { strings: t, language } = useLocale();
  const words = useThreadWords();
  const w = useWritingWords();
  const { thread } = useThreadScope();
  const dialog = useRef<HTMLDialogElement>(null);
  const [images] = useState(() => {
    const all = thread.sent.peek().flatMap(({ attachments }) => attachments.filter(({ width }) => width !== null));
    return all.some(({ id }) => id === first.id) ? all : [first];
  });
  const [at, setAt] = useState(() => images.findIndex(({ id }) => id === first.id));
  const [src, setSrc] = useState<string>();
  const image = images[at] ?? first;

  useLayoutEffect(() => {
    dialog.current?.showModal();
    return () => dialog.current?.close();
  }, []);
  useEffect(() => {
    let isWanted = true;
    setSrc(undefined);
    linksOf(thread)
      .url(image.id)
      .then(
        (url) => isWanted && setSrc(url),
        () => isWanted && onClose(),
      );
    return () => {
      isWanted = false;
    };
  }, [image.id]);

  const go = (step: 1 | -1) => setAt(Math.max(0, Math.min(images.length - 1, at + step)));
  function onKeyDown(event: KeyboardEvent): void {
    const forward = document.documentElement.dir === 'rtl' ? 'ArrowLeft' : 'ArrowRight';
    if (event.key === 'Escape') onClose();
    else if (event.key === 'ArrowRight' || event.key === 'ArrowLeft') go(event.key === forward ? 1 : -1);
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <dialog
      ref={dialog}
      aria-label={image.name}
      onKeyDown={onKeyDown}
      onCancel={onClose}
      onClick={(event) => event.target === dialog.current && onClose()}
      class="m-0 h-dvh max-h-none w-dvw max-w-none bg-transparent p-0 text-ink backdrop:bg-shade"
    >
      <div class="pointer-events-none flex h-full flex-col gap-3 p-3 two:p-6">
        <div class="flex min-h-0 flex-1 items-center justify-center">
          {src && (
            <img
              src={src}
              alt={image.name}
              referrerpolicy="no-referrer"
              class="pointer-events-auto max-h-full max-w-full rounded-medium bg-raised object-contain"
            />
          )}
        </div>
        <div class="pointer-events-auto mx-auto flex max-w-full items-center gap-1 rounded-large border border-line bg-surface p-1.5">
          <Tool icon="back" label={w.lightbox.previous} isOff={at === 0} onPress={() => go(-1)} />
          <p class="min-w-0 px-2 text-small">
            <bdi class="line font-medium">{image.name}</bdi>
            <span class="text-soft">
              {fileSize(image.size, language)} · {w.lightbox.place(at + 1, images.length)}
            </span>
          </p>
          <Tool icon="back" isTurned label={w.lightbox.next} isOff={at === images.length - 1} onPress={() => go(1)} />
          {src && (
            <a
              href={src}
              target="_blank"
              rel="noopener noreferrer"
              aria-label={words.message.download}
              class="flex size-9 items-center justify-center rounded-medium hover:bg-raised"
            >
              <Icon name="download" />
            </a>
          )}
          <Tool icon="close" label={t.close} onPress={onClose} />
        </div>
      </div>
    </dialog>
  );
}

type ToolProps = { icon: IconName; label: string; isOff?: boolean; isTurned?: boolean; onPress: () => void };

function Tool({ icon, label, isOff = false, isTurned = false, onPress }: ToolProps) {
  return (
    <button
      type="button"
      aria-label={label}
      title={label}
      disabled={isOff}
      onClick={onPress}
      class="flex size-9 shrink-0 items-center justify-center rounded-medium hover:bg-raised disabled:opacity-40"
    >
      <span class={isTurned ? 'rotate-180' : ''}>
        <Icon name={icon} />
      </span>
    </button>
  );
}
