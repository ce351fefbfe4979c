import { drawIcon, make } from './element.ts';

const BUBBLE = 'M12 4c5 0 9 3 9 7s-4 7-9 7l-7 3v-6c-1-1-2-2-2-4 0-4 4-7 9-7z';
const CROSS = 'M5 5l14 14M19 5 5 19';

/** Draws the button in a closed shadow root at the end of the document, where neither side's styles reach the other. */
export function drawLauncher() {
  const host = make('everthread-widget' as 'div', {});
  const root = host.attachShadow({ mode: 'closed' });
  const sheet = new CSSStyleSheet();
  const icon = drawIcon(BUBBLE);
  const badge = make('b', {});
  const button = make('button', { className: 'b' }, icon, badge);

  root.adoptedStyleSheets = [sheet];
  root.append(button);
  // Not in <body>: it may not be there yet, and a page that swaps its body keeps the launcher.
  document.documentElement.append(host);

  const showOpen = (isOpen: boolean) => {
    button.ariaExpanded = `${isOpen}`;
    icon.firstElementChild?.setAttribute('d', isOpen ? CROSS : BUBBLE);
  };
  return [host, root, button, badge, sheet, showOpen] as const;
}
