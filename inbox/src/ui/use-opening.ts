import { useRef, useState } from 'preact/hooks';

const SAME_PRESS_MS = 300;

/** For a button and what it opens. The press that closes that from outside is no wish to open it again; a key closes none so. */
export function useOpening() {
  const [isOpen, setOpen] = useState(false);
  const closedAt = useRef(0);
  return {
    isOpen,
    press({ detail }: MouseEvent): void {
      setOpen(!isOpen && (detail === 0 || performance.now() - closedAt.current > SAME_PRESS_MS));
    },
    close(): void {
      closedAt.current = performance.now();
      setOpen(false);
    },
  };
}
