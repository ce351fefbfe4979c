import { Icon } from '../../ui/icon.tsx';
import { menuItem } from '../../ui/menu.tsx';

type ChoiceProps = { icon: Parameters<typeof Icon>[0]['name']; onChoose: () => void; children: string };

/** One thing that can be done with a message. */
export function Choice({ icon, onChoose, children }: ChoiceProps) {
  return (
    <button type="button" role="menuitem" tabIndex={-1} onClick={onChoose} class={menuItem}>
      <Icon name={icon} class="text-soft" /> {children}
    </button>
  );
}
