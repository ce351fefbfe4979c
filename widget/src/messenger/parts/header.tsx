import type { Speech } from '../words.ts';
import { Icon } from './icon.tsx';

export function Header({ speech, onClose }: { speech: Speech; onClose: () => void }) {
  return (
    <header class="header">
      <h1>{speech.say('title')}</h1>
      <button type="button" class="icon-button" aria-label={speech.say('close')} onClick={onClose}>
        <Icon shape="close" />
      </button>
    </header>
  );
}
