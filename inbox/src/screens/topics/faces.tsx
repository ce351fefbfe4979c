import { useStrings } from '../../locale.ts';
import type { PresenceModel } from '../../models/presence-model.ts';
import { Avatar } from '../../ui/avatar.tsx';

const MOST_FACES = 4;

/** The colleagues who have the inbox open. */
export function Faces({ presence }: { presence: PresenceModel }) {
  const t = useStrings();
  const here = presence.here.value;
  if (here.length === 0) return null;
  const more = here.length - MOST_FACES;
  return (
    <ul aria-label={t.presence.here} class="ms-auto flex shrink-0 items-center -space-x-1.5 pe-2 rtl:space-x-reverse">
      {here.slice(0, MOST_FACES).map(({ id, name }) => (
        <li key={id} title={name} class="rounded-full border-2 border-surface">
          <span class="sr-only">{name}</span>
          <Avatar id={id} name={name} size="small" />
        </li>
      ))}
      {more > 0 && (
        <li class="ps-2.5 text-small text-soft">
          <span aria-hidden="true">+{more}</span>
          <span class="sr-only">{t.presence.more(more)}</span>
        </li>
      )}
    </ul>
  );
}
