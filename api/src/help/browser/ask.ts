type Everthread = { (name: string): void; q?: [string][] };
declare global {
  interface Window {
    Everthread?: Everthread;
  }
}

/** Shows the way to a person: it opens the messenger, which says by itself on which page it was opened. */
export function offerToAsk(section: HTMLElement): void {
  const button = section.querySelector('button');
  if (!button) return;
  section.hidden = false;
  button.onclick = () => messenger()('open');
}

/** The loader's call, or one that keeps what is said until the loader is there. */
function messenger(): Everthread {
  if (!window.Everthread) {
    const waiting: [string][] = [];
    window.Everthread = Object.assign((name: string) => void waiting.push([name]), { q: waiting });
  }
  return window.Everthread;
}
