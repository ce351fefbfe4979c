import type { Message } from '@everthread/shared/models/message';
import { useSignal } from '@preact/signals';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { addStyle } from '../later.ts';
import { menuWords } from '../menu-words.ts';
import type { ComposerModel } from '../models/composer-model.ts';
import { editMessage, hasUnstored } from '../models/edit-message.ts';
import type { ThreadModel } from '../models/thread-model.ts';
import menuStyle from '../styles/menu.css?inline';
import type { Speech } from '../words.ts';
import { Icon, type Shape } from './icon.tsx';
import type { Chosen } from './use-message-keys.ts';

export { AimBar } from './aim-bar.tsx';

addStyle(menuStyle);

const BIN = 'M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13';
const SHAPES = {
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  quote: 'M9 7 4 12l5 5M4 12h10a6 6 0 0 1 6 6',
  edit: 'M4 20l1-4L16 5l3 3L8 19zM14 7l3 3',
  delete: BIN,
  deleteNow: BIN,
  keep: 'close',
} as const satisfies Record<string, Shape>;
const CHANGEABLE_MS = 5 * 60_000;
const GAP_PX = 4;

type MenuProps = {
  chosen: Chosen;
  message: Message;
  thread: ThreadModel;
  composer: ComposerModel;
  speech: Speech;
  now: () => Date;
  onClose: () => void;
};
type Item = { key: keyof typeof SHAPES; act: () => void };

/** What can be done with a message. Deleting asks once more. */
export function MessageMenu({ chosen, message, thread, composer, speech, now, onClose }: MenuProps) {
  const w = menuWords(document.documentElement.lang);
  const menu = useRef<HTMLDivElement>(null);
  const isAsking = useSignal(false);
  const isMine = message.author.kind === 'visitor';
  const isChangeable = isMine && now().getTime() - Date.parse(message.sentAt) < CHANGEABLE_MS;

  const finish = (act: () => void) => () => {
    onClose();
    act();
  };
  const items: Item[] = isAsking.value
    ? [
        { key: 'deleteNow', act: finish(() => void thread.remove(message.id).catch(thread.noteTrouble)) },
        { key: 'keep', act: onClose },
      ]
    : [
        ...(message.text ? [{ key: 'copy', act: finish(() => copy(message.text)) } as const] : []),
        { key: 'quote', act: finish(() => composer.aimAt({ name: 'quote', message })) },
        ...((isChangeable || hasUnstored(composer, message.id)) && message.text
          ? [{ key: 'edit', act: finish(() => editMessage(composer, thread, message)) } as const]
          : []),
        ...(isChangeable
          ? [
              {
                key: 'delete',
                act: () => {
                  isAsking.value = true;
                },
              } as const,
            ]
          : []),
      ];

  useLayoutEffect(() => {
    const { current } = menu;
    const stage = current?.offsetParent?.getBoundingClientRect();
    if (!current || !stage) return;
    const { top, bottom, left, right } = chosen.anchor.getBoundingClientRect();
    const { offsetHeight: height, offsetWidth: width } = current;
    const isRoomBelow = bottom + GAP_PX + height < stage.bottom;
    const y = isRoomBelow ? bottom + GAP_PX : Math.max(stage.top, top - GAP_PX - height);
    const isAtRight = isMine === (getComputedStyle(current).direction === 'ltr');
    const x = isAtRight ? right - width : left;
    current.style.top = `${Math.min(y, stage.bottom - height - GAP_PX) - stage.top}px`;
    current.style.left = `${Math.max(GAP_PX, Math.min(x - stage.left, stage.width - width - GAP_PX))}px`;
    current.querySelector<HTMLElement>('[role=menuitem]')?.focus({ preventScroll: true });
  }, [isAsking.value]);

  useEffect(() => {
    const leave = ({ target }: Event) => !menu.current?.contains(target as Node) && onClose();
    document.addEventListener('pointerdown', leave, true);
    return () => document.removeEventListener('pointerdown', leave, true);
  }, []);

  function onKeyDown(event: KeyboardEvent): void {
    const all = [...(menu.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? [])];
    const at = all.indexOf(document.activeElement as HTMLElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key];
    if (to !== undefined) all.at(to % all.length)?.focus();
    else if (event.key === 'Escape' || event.key === 'Tab') onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div ref={menu} class="menu" role="menu" tabIndex={-1} aria-label={speech.say('more')} onKeyDown={onKeyDown}>
      {items.map(({ key, act }) => (
        <button key={key} type="button" role="menuitem" tabIndex={-1} class={key} onClick={act}>
          <Icon shape={SHAPES[key]} />
          {key === 'edit' ? speech.say(key) : w[key]}
        </button>
      ))}
    </div>
  );
}

/** The clipboard may be closed to a frame of another origin; a selected field can then still be copied from. */
function copy(text: string): void {
  navigator.clipboard?.writeText(text).catch(() => copyFromField(text)) ?? copyFromField(text);
}

function copyFromField(text: string): void {
  const field = document.createElement('textarea');
  const focused = document.activeElement as HTMLElement | null;
  field.className = 'heard';
  field.value = text;
  document.body.append(field);
  field.select();
  document.execCommand('copy');
  field.remove();
  focused?.focus({ preventScroll: true });
}
