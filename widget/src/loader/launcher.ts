import type { Settings } from './settings.ts';
import { styles } from './styles.ts';

const SVG = 'http://www.w3.org/2000/svg';
const BUBBLE = 'M12 4c5 0 9 3 9 7s-4 7-9 7l-7 3v-6c-1-1-2-2-2-4 0-4 4-7 9-7z';
const CROSS = 'M5 5l14 14M19 5 5 19';

/** Draws the button in a closed shadow root at the end of the document, where neither side's styles reach the other. */
export function drawLauncher({ color, side }: Settings, label: string) {
  const host = document.createElement('everthread-widget');
  const root = host.attachShadow({ mode: 'closed' });
  const sheet = new CSSStyleSheet();
  const button = document.createElement('button');
  const icon = document.createElementNS(SVG, 'svg');
  const path = document.createElementNS(SVG, 'path');

  sheet.replaceSync(styles(side));
  root.adoptedStyleSheets = [sheet];
  button.style.setProperty('--c', color);
  button.setAttribute('aria-label', label);
  icon.setAttribute('viewBox', '0 0 24 24');
  icon.append(path);
  button.append(icon);
  root.append(button);
  // Not in <body>: it may not be there yet, and a page that swaps its body keeps the launcher.
  document.documentElement.append(host);

  return {
    host,
    root,
    button,
    showOpen(isOpen: boolean) {
      button.setAttribute('aria-expanded', `${isOpen}`);
      path.setAttribute('d', isOpen ? CROSS : BUBBLE);
    },
  };
}
