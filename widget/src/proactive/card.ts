import { flowLanguageOf, wordsIn } from '@everthread/shared/client/flow-steps';
import type { ProactiveMessage } from '@everthread/shared/models/proactive';
import { proactiveWords } from './proactive-words.ts';

type Look = { color: string; side: string; language: string };

/** Beside the launcher, as high as the messenger stands; it comes without taking the focus. */
const styles = ({ color, side }: Look): string => `:host{all:initial!important}
section{position:fixed;${side}:20px;bottom:92px;z-index:2147483646;box-sizing:border-box;width:min(320px,100vw - 40px);padding:16px;border-radius:18px;font:16px/1.5 system-ui;color:light-dark(#18181d,#f1f1f4);background:light-dark(#fff,#17171b);box-shadow:0 4px 24px #0003;color-scheme:light dark;overflow-wrap:anywhere;white-space:pre-wrap}
p{margin:0 0 12px;padding-inline-end:28px}
button{font:inherit;cursor:pointer;border:0;border-radius:18px;min-height:36px;padding:0 16px;forced-color-adjust:none;background:${color};color:lch(from ${color} calc((49.44 - l)*infinity) 0 0)}
.close{position:absolute;inset-block-start:8px;inset-inline-end:8px;width:36px;padding:0;background:none;color:inherit;font-size:20px;line-height:1}
:focus-visible{outline:2px solid currentColor;outline-offset:2px}
@media(prefers-reduced-motion:no-preference){section{animation:come .2s ease-out}@keyframes come{from{opacity:0;transform:translateY(8px)}}}
@media print{:host{display:none!important}}`;

type Then = { onOpen: () => void; onLeft: () => void };

/** Shows a message, until the visitor has answered or closed it. Returns its end, after which nothing of it is left. */
export function showCard(message: ProactiveMessage, look: Look, { onOpen, onLeft }: Then): () => void {
  const language = flowLanguageOf(look.language);
  const w = proactiveWords(language);
  const host = document.createElement('everthread-message');
  const root = host.attachShadow({ mode: 'closed' });
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles(look));
  root.adoptedStyleSheets = [sheet];
  const end = () => host.remove();
  const leave = () => {
    end();
    onLeft();
  };

  const section = document.createElement('section');
  const words = document.createElement('p');
  const open = document.createElement('button');
  const close = document.createElement('button');
  section.ariaLabel = w.message;
  section.lang = language;
  section.dir = language === 'ar' ? 'rtl' : 'ltr';
  words.role = 'status'; // said when there is a pause, and nothing else is interrupted
  words.dir = 'auto';
  open.textContent = w.answer;
  open.onclick = () => {
    leave();
    onOpen();
  };
  close.className = 'close';
  close.ariaLabel = w.close;
  close.textContent = '×';
  close.onclick = leave;
  section.onkeydown = ({ key }) => {
    if (key === 'Escape') leave();
  };
  section.append(words, open, close);
  root.append(section);
  document.documentElement.append(host);
  // Put into a region that is there already, so that it is said.
  requestAnimationFrame(() => {
    words.textContent = wordsIn(message.words, language);
  });
  return end;
}
