/** Asks before the frame is shown, and comes back with the press. */
export function askFirst(
  frame: HTMLElement,
  { title, hint, button }: { title: string; hint: string; button: string },
): Promise<void> {
  const heading = Object.assign(document.createElement('h2'), { textContent: title, tabIndex: -1 });
  const words = Object.assign(document.createElement('p'), { textContent: hint });
  const press = Object.assign(document.createElement('button'), { type: 'button', textContent: button });
  const box = Object.assign(document.createElement('section'), { className: 'ask' });
  box.append(heading, words, press);
  frame.before(box);
  heading.focus();
  return new Promise((resolve) => {
    press.onclick = () => {
      box.remove();
      resolve();
    };
  });
}
