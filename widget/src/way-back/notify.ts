import { askOpener, NOTIFY_WINDOW } from './opener.ts';
import { keepOwnKey, keepSite, newOwnKey, showPass } from './own-key.ts';
import { readPageData } from './page-data.ts';
import { pushPlace } from './push-place.ts';
import { subscribe } from './subscribe.ts';
import { fill, wayBackWords } from './words.ts';

// The window in which a visitor says that he wants to be told. Its script works when it is loaded: it is all of the page.

const { workspaceId, publicKey, team } = readPageData(document);
const { language, w } = wayBackWords([window.name.slice(NOTIFY_WINDOW.length), ...navigator.languages]);
const root = document.querySelector('main') as HTMLElement;
const filled = (words: string) => fill(words, { team, host: location.host });

type Way = { words: string; act: () => void; isMain?: boolean };

function show(words: string, hint: string, ways: readonly Way[]): void {
  const heading = Object.assign(document.createElement('h1'), { textContent: filled(words), tabIndex: -1 });
  const buttons = ways.map(({ words: label, act, isMain }) =>
    Object.assign(document.createElement('button'), {
      type: 'button',
      textContent: label,
      className: isMain ? 'main' : '',
      onclick: act,
    }),
  );
  const paragraph = hint ? [Object.assign(document.createElement('p'), { textContent: filled(hint) })] : [];
  root.replaceChildren(heading, ...paragraph, ...buttons);
  heading.focus();
}

const leave: Way = { words: w.close, act: () => window.close() };
const retry: Way = { words: w.again, act: () => void begin(), isMain: true };

async function begin(): Promise<void> {
  show(w.working, '', []);
  const outcome = await subscribe(window, { workspaceId, publicKey, keyOf: enter });
  if (outcome.name === 'done') show(w.done, '', [{ ...leave, isMain: true }]);
  else if (outcome.name === 'denied') show(w.denied, '', [retry, leave]);
  else show(w.failed, '', [retry, leave]);
}

/** A pass is asked for at the last moment, since it does not live for long. */
async function enter() {
  const handed = await askOpener(window, 'notify');
  const key = newOwnKey();
  if (!handed || (await showPass(workspaceId, handed.pass, key)).state !== 'let-in') return undefined;
  await keepOwnKey(localStorage, workspaceId, key);
  keepSite(localStorage, workspaceId, handed.url);
  return key;
}

async function openTalk(): Promise<void> {
  const handed = await askOpener(window, 'home');
  if (!handed) return show(w.failed, '', [{ ...retry, act: () => void openTalk() }, leave]);
  keepSite(localStorage, workspaceId, handed.url);
  location.assign(`/talk/${workspaceId}#${handed.pass}`);
}

document.documentElement.lang = language;
document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr';
document.title = w.title;
if (!window.opener) show(w.noOpener, '', [leave]);
else if (pushPlace(window) === 'here') {
  show(w.ask, w.askHint, [
    { words: w.yes, act: () => void begin(), isMain: true },
    { words: w.no, act: () => window.close() },
  ]);
} else if (pushPlace(window) === 'home-screen') {
  show(w.home, '', [{ words: w.openTalk, act: () => void openTalk(), isMain: true }, leave]);
} else show(w.unable, '', [leave]);
