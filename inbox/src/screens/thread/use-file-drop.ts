import { useEffect, useRef, useState } from 'preact/hooks';

const LEFT_AFTER_MS = 300;

/** Takes files that are dropped anywhere in the window, and tells while some are held over it. */
export function useFileDrop(onFiles: (files: File[]) => void): boolean {
  const [isOver, setOver] = useState(false);
  const latest = useRef(onFiles);
  latest.current = onFiles;
  useEffect(() => {
    const ends = new AbortController();
    const { signal } = ends;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;
    document.addEventListener(
      'dragover',
      (event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(true);
        // Leaving the window is told by nothing but silence.
        clearTimeout(timer);
        timer = setTimeout(() => setOver(false), LEFT_AFTER_MS);
      },
      { signal },
    );
    document.addEventListener(
      'drop',
      (event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        setOver(false);
        latest.current([...(event.dataTransfer?.files ?? [])]);
      },
      { signal },
    );
    return () => {
      ends.abort();
      clearTimeout(timer);
    };
  }, []);
  return isOver;
}
