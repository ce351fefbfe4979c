import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { EMOJI } from '../emoji.ts';
import { emojiWords } from '../emoji-words.ts';
import { addStyle } from '../later.ts';
import pickerStyle from '../styles/emoji.css?inline';
import type { Speech } from '../words.ts';

addStyle(pickerStyle);

const GROUPS = Object.keys(EMOJI) as (keyof typeof EMOJI)[];
const A_ROW = 8;

type PickerProps = { speech: Speech; onPick: (emoji: string) => void; onClose: () => void };

/** One stop for the Tab key; the arrows go from emoji to emoji, Enter takes one, Escape leaves. */
export function EmojiPicker({ speech, onPick, onClose }: PickerProps) {
  const w = emojiWords(document.documentElement.lang);
  const picker = useRef<HTMLDivElement>(null);

  // Before the next key.
  useLayoutEffect(() => picker.current?.querySelector('button')?.focus(), []);
  useEffect(() => {
    const leave = ({ target }: Event) => {
      const form = picker.current?.closest('form');
      if (!form?.contains(target as Node)) onClose();
    };
    document.addEventListener('pointerdown', leave, true);
    return () => document.removeEventListener('pointerdown', leave, true);
  }, []);

  function onKeyDown(event: KeyboardEvent): void {
    const all = [...(picker.current?.querySelectorAll('button') ?? [])];
    const at = all.indexOf(document.activeElement as HTMLButtonElement);
    const forward = document.documentElement.dir === 'rtl' ? -1 : 1;
    const step = { ArrowRight: forward, ArrowLeft: -forward, ArrowDown: A_ROW, ArrowUp: -A_ROW }[event.key];
    if (step) {
      const next = all[Math.max(0, Math.min(all.length - 1, at + step))];
      if (all[at]) all[at].tabIndex = -1;
      if (next) next.tabIndex = 0;
      next?.focus();
    } else if (event.key === 'Escape') onClose();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }

  return (
    <div ref={picker} class="emoji" role="dialog" aria-label={speech.say('emoji')} onKeyDown={onKeyDown}>
      {GROUPS.map((group, g) => (
        <fieldset key={group} class="emoji-group" aria-label={w[group]}>
          {EMOJI[group].split(' ').map((emoji, i) => (
            <button key={emoji} type="button" tabIndex={g + i === 0 ? 0 : -1} onClick={() => onPick(emoji)}>
              {emoji}
            </button>
          ))}
        </fieldset>
      ))}
    </div>
  );
}
