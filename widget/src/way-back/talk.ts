import { askFirst } from './ask-first.ts';
import { letGoOn } from './go-on-at-site.ts';
import { keepHomePass } from './keep-home-pass.ts';
import { type Entered, keepOwnKey, keepSite, newOwnKey, ownKey, ownSite, showLink, showPass } from './own-key.ts';
import { newOwnPass } from './own-pass.ts';
import { readPageData } from './page-data.ts';
import { pushPlace } from './push-place.ts';
import { serveMessenger } from './serve-messenger.ts';
import { showMessage } from './show-message.ts';
import { subscribe } from './subscribe.ts';
import { fill, wayBackWords } from './words.ts';

// A workspace's messenger as a page of its own: where a notification leads, and where a thread is carried to. Its script
// works when it is loaded: it is all of the page.

const PASS = /^#([\w-]{32})$/;
const MAILED = /^#back=([\w-]{32})$/;
const MESSAGE = /^#([\da-f-]{36})$/;
const ASK_AGAIN_MS = 2_000;

const { workspaceId, publicKey, team } = readPageData(document);
const { language, w } = wayBackWords(navigator.languages);
const element = <Found extends HTMLElement>(selector: string) => document.querySelector(selector) as Found;
const [notice, bell, back, frame] = [
  element<HTMLElement>('#notice'),
  element<HTMLButtonElement>('#bell'),
  element<HTMLAnchorElement>('#back'),
  element<HTMLIFrameElement>('iframe'),
];
const say = (words: string) => {
  notice.textContent = fill(words, { team, host: location.host });
};

/** Waits for the other device's word where that is needed. */
async function enterBy(pass: string): Promise<boolean> {
  const key = newOwnKey();
  for (;;) {
    const entered = await showPass(workspaceId, pass, key);
    if (entered.state === 'let-in') {
      await keepOwnKey(localStorage, workspaceId, key);
      keepSite(localStorage, workspaceId, entered.page);
      say('');
      return true;
    }
    say(entered.state === 'waiting' ? w.waiting : entered.state === 'refused' ? w.refused : w.working);
    if (entered.state === 'refused') return false;
    await new Promise((resolve) => setTimeout(resolve, ASK_AGAIN_MS));
  }
}

function openMessenger(): void {
  frame.title = team;
  frame.name = language;
  frame.src = `/m?workspace=${workspaceId}${ownKey(localStorage, workspaceId) ? '&again=1' : ''}`;
  frame.hidden = false;
  const site = ownSite(localStorage, workspaceId);
  serveMessenger(
    window,
    frame,
    { workspaceId, language, storage: localStorage },
    {
      onClose: () => (site ? location.assign(site) : window.close()),
      onUnread: (count) => {
        document.title = count > 0 ? `(${count}) ${team}` : team;
      },
    },
  );
  const message = MESSAGE.exec(location.hash)?.[1];
  if (message) showMessage(frame, message);
}

async function notify(): Promise<void> {
  bell.disabled = true;
  const outcome = await subscribe(window, {
    workspaceId,
    publicKey,
    keyOf: async () => ownKey(localStorage, workspaceId),
  });
  bell.disabled = false;
  bell.hidden = outcome.name === 'done';
  say(outcome.name === 'done' ? w.done : outcome.name === 'denied' ? w.denied : w.failed);
}

async function offerNotifications(): Promise<void> {
  if (!ownKey(localStorage, workspaceId)) return;
  const place = pushPlace(window);
  if (place === 'nowhere') return;
  if (place === 'home-screen') {
    say(w.homeSteps);
    void keepHomePass(workspaceId, () => ownKey(localStorage, workspaceId));
    return;
  }
  const registration = await navigator.serviceWorker.getRegistration(`/notify/${workspaceId}`);
  const isOn = Notification.permission === 'granted' && (await registration?.pushManager.getSubscription());
  // What it tells, its browser confirms whenever it is opened.
  if (isOn) await subscribe(window, { workspaceId, publicKey, keyOf: async () => ownKey(localStorage, workspaceId) });
  for (const shown of (await registration?.getNotifications()) ?? []) shown.close();
  bell.hidden = !!isOn;
}

/** Nothing is shown to the server before a press: programs that open the links of mails press nothing. */
async function enterByMail(link: string): Promise<void> {
  const key = newOwnKey();
  let entered: Entered = { state: 'unreachable' };
  while (entered.state !== 'let-in') {
    await askFirst(frame, { title: fill(w.openHere, { team }), hint: w.openHint, button: w.openTalk });
    say(w.working);
    entered = await showLink(workspaceId, link, key);
    say(entered.state === 'refused' ? w.linkOver : entered.state === 'unreachable' ? w.failed : '');
    if (entered.state === 'refused') return;
  }
  history.replaceState(null, '', location.pathname);
  await keepOwnKey(localStorage, workspaceId, key);
  keepSite(localStorage, workspaceId, entered.page);
}

/** Leads to the page on which he was, in a tab of its own: this one lets the messenger on it in, where nobody is known there. */
function offerSite(): void {
  const site = ownSite(localStorage, workspaceId);
  if (!site) return;
  Object.assign(back, { href: site, hidden: false });
  let end = () => {};
  back.onclick = (event) => {
    const opened = window.open(site);
    if (!opened) return; // it is followed as any other link
    event.preventDefault();
    end();
    say('');
    end = letGoOn(
      window,
      opened,
      new URL(site).origin,
      () => newOwnPass(workspaceId, ownKey(localStorage, workspaceId), 'site'),
      (how) => say(how === 'given' ? w.wentOn : w.wayOver),
    );
  };
}

async function begin(): Promise<void> {
  const link = MAILED.exec(location.hash)?.[1];
  if (link) await enterByMail(link);
  const pass = PASS.exec(location.hash)?.[1];
  if (pass) {
    history.replaceState(null, '', location.pathname);
    say(w.working);
    await enterBy(pass);
  }
  offerSite();
  openMessenger();
  await offerNotifications();
}

document.documentElement.lang = language;
document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr';
document.title = team;
element('h1').textContent = team;
bell.textContent = w.yes;
bell.onclick = () => void notify();
back.textContent = w.back;
void begin();
