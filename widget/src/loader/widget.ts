import { labelFor } from './label.ts';
import { drawLauncher } from './launcher.ts';
import { createPanel } from './panel.ts';
import { fitToPhone } from './phone-fit.ts';
import type { Settings } from './settings.ts';

export type Command = (...args: never[]) => unknown;

/**
 * The launcher, and behind it the messenger from the first sign that somebody wants it.
 * Returns what a page may say: `Everthread('open')`.
 */
export function createWidget(settings: Settings): Map<unknown, Command> {
  const label = labelFor(settings.language);
  const { host, root, button, showOpen } = drawLauncher(settings, label);
  const listeners = new Set<readonly [event: string, listener: (detail?: unknown) => void]>();
  let isOpen = false;
  let panel: ReturnType<typeof createPanel> | undefined;
  let stopFitting = () => {};

  function tell(event: string): void {
    for (const [wanted, listener] of listeners) if (wanted === event) listener();
  }

  function sayShown(): void {
    panel?.say({ type: 'shown', isOpen, color: getComputedStyle(button).backgroundColor });
  }

  function prepare(): void {
    if (panel) return;
    panel = createPanel(settings, sayShown, (message) => {
      if (message.type === 'close') show(false);
    });
    panel.frame.title = label;
    stopFitting = fitToPhone(panel.frame);
    root.prepend(panel.frame);
  }

  function show(next: boolean): void {
    if (next === isOpen) return;
    prepare();
    const frame = panel?.frame as HTMLIFrameElement;
    const hadFocus = root.activeElement === frame;
    isOpen = next;
    frame.classList.toggle('open', isOpen);
    showOpen(isOpen);
    if (isOpen) frame.focus();
    else if (hadFocus) button.focus();
    sayShown();
    tell(isOpen ? 'open' : 'close');
  }

  showOpen(isOpen);
  for (const sign of ['pointerenter', 'focus']) button.addEventListener(sign, prepare);
  button.addEventListener('click', () => show(!isOpen));
  button.addEventListener('keydown', ({ key }) => key === 'Escape' && show(false));

  return new Map<unknown, Command>([
    ['open', () => show(true)],
    ['close', () => show(false)],
    ['toggle', () => show(!isOpen)],
    [
      'on',
      (event: string, listener: () => void) => {
        const entry = [event, listener] as const;
        listeners.add(entry);
        return () => listeners.delete(entry);
      },
    ],
    [
      'shutdown',
      () => {
        stopFitting();
        panel?.end();
        host.remove();
        listeners.clear();
      },
    ],
  ]);
}
