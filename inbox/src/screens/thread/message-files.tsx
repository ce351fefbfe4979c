import type { Attachment } from '@everthread/shared/models/attachment';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef, useState } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { fileSize } from '../../file-size.ts';
import { laterPart } from '../../later.tsx';
import { useLocale } from '../../locale.ts';
import { useThreadWords } from '../../locales/en-thread.ts';
import { Icon } from '../../ui/icon.tsx';
import { linksOf } from './links-of.ts';
import { useThreadScope } from './thread-scope.ts';

const Lightbox = laterPart(async () => (await import('./lightbox.tsx')).Lightbox);

const MOST_PX = 320;

/** The files of a message. Images stand in their place before they are here; others are cards to fetch them by. */
export function MessageFiles({ files }: { files: readonly Attachment[] }) {
  if (files.length === 0) return null;
  return (
    <ul class="mt-1 flex max-w-full flex-col gap-1.5 first:mt-0">
      {files.map((file) => (
        <li key={file.id}>
          {file.width && file.height ? (
            <Image file={file} width={file.width} height={file.height} />
          ) : (
            <FileCard file={file} />
          )}
        </li>
      ))}
    </ul>
  );
}

function Image({ file, width, height }: { file: Attachment; width: number; height: number }) {
  const words = useThreadWords();
  const { thread } = useThreadScope();
  const [src, setSrc] = useState<string>();
  const [tries, setTries] = useState(0);
  const [isLarge, setLarge] = useState(false);
  const frame = useRef<HTMLSpanElement>(null);
  const scale = Math.min(1, MOST_PX / width, MOST_PX / height);

  // A link lives for five minutes, so it is asked for when the image comes near the eyes.
  useEffect(() => {
    if (!frame.current || tries > 1) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (!entry?.isIntersecting) return;
        observer.disconnect();
        linksOf(thread)
          .url(file.id)
          .then(setSrc, () => setTries(2));
      },
      { rootMargin: '400px' },
    );
    observer.observe(frame.current);
    return () => observer.disconnect();
  }, [file.id, tries]);

  const onError = () => {
    linksOf(thread).forget(file.id);
    setSrc(undefined);
    setTries(tries + 1);
  };
  if (tries > 1) return <FileCard file={file} />;
  return (
    <>
      <button
        type="button"
        aria-label={words.message.image(file.name)}
        aria-haspopup="dialog"
        onClick={() => setLarge(true)}
        class="block max-w-full rounded-medium"
      >
        <span
          ref={frame}
          style={{ inlineSize: `${Math.round(width * scale)}px`, aspectRatio: `${width} / ${height}` }}
          class="block max-w-full overflow-hidden rounded-medium bg-raised"
        >
          {src && (
            <img
              src={src}
              alt={file.name}
              decoding="async"
              referrerpolicy="no-referrer"
              onError={onError}
              class="size-full object-cover"
            />
          )}
        </span>
      </button>
      {isLarge && <Lightbox first={file} onClose={() => setLarge(false)} />}
    </>
  );
}

function FileCard({ file }: { file: Attachment }) {
  const { language } = useLocale();
  const words = useThreadWords();
  const size = fileSize(file.size, language);
  const kind = /\.([a-z\d]{1,5})$/i.exec(file.name)?.[1]?.toUpperCase();
  return (
    <FileLink file={file}>
      <span class="flex w-64 max-w-full items-center gap-2.5 rounded-medium border border-line bg-surface px-2.5 py-2 hover:bg-hover">
        <Icon name="file" class="size-5 text-soft" />
        <span class="min-w-0 flex-1 text-start">
          <span class="sr-only">{words.message.download}</span>
          <span dir="auto" class="line block font-medium text-ink">
            {file.name}
          </span>
          <span class="block text-small text-soft">{kind ? `${kind} · ${size}` : size}</span>
        </span>
        <Icon name="download" class="text-soft" />
      </span>
    </FileLink>
  );
}

type FileLinkProps = { file: Attachment; children: ComponentChildren };

/** Opens a file by a link that is fetched only then. */
function FileLink({ file, children }: FileLinkProps) {
  const { toasts } = useApp();
  const words = useThreadWords();
  const { thread } = useThreadScope();

  async function open(): Promise<void> {
    try {
      const link = document.createElement('a');
      link.href = await linksOf(thread).url(file.id);
      link.target = '_blank';
      link.rel = 'noopener noreferrer';
      link.click();
    } catch {
      linksOf(thread).forget(file.id);
      toasts.show({ tone: 'trouble', text: words.message.fileFailed });
    }
  }

  return (
    <button type="button" onClick={() => void open()} class="block max-w-full rounded-medium">
      {children}
    </button>
  );
}
