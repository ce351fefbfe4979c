import { useRef, useState } from 'preact/hooks';

/** For a button and what it opens. The press that closes that from outside is no wish to open it again; a key closes none so. */
export function useOpening() {
  const [isOpen, setOpen] = useState(false);
  const openAsPressed = useRef(false);
  return {
    isOpen,
    press: {
      onPointerDown(): void {
        openAsPressed.current = isOpen;
      },
      onClick({ detail }: MouseEvent): void {
        setOpen(!isOpen && (detail === 0 || !openAsPressed.current));
        openAsPressed.current = false;
      },
    },
    close(): void {
      setOpen(false);
    },
  };
}
