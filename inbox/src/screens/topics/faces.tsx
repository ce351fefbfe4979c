import { useApp } from '../../app-context.ts';
import { useStrings } from '../../locale.ts';
import type { PresenceModel } from '../../models/presence-model.ts';
import { Avatar } from '../../ui/avatar.tsx';

const MOST_FACES = 4;

/** The colleagues who have the inbox open. */
export function Faces({ presence }: { presence: PresenceModel }) {
  const { now } = useApp();
  const t = useStrings();
  const here = presence.here.value;
  if (here.length === 0) return null;
  const more = here.length - MOST_FACES;
  return (
    <ul aria-label={t.presence.here} class="ms-auto flex shrink-0 items-center *:not-first:-ms-1.5 pe-2">
      {here.slice(0, MOST_FACES).map(({ id, name, photo }) => {
        const state = presence.of(id, now.now.value) ?? 'here';
        const said = state === 'here' ? name : t.presence.but(name, t.presence[state]);
        return (
          <li key={id} title={said} class="rounded-full border-2 border-surface">
            <span class="sr-only">{said}</span>
            <span class={state === 'here' ? 'flex' : 'flex opacity-45'}>
              <Avatar id={id} name={name} photo={photo} size="small" />
            </span>
          </li>
        );
      })}
      {more > 0 && (
        <li class="ps-2.5 text-small text-soft">
          <span aria-hidden="true">+{more}</span>
          <span class="sr-only">{t.presence.more(more)}</span>
        </li>
      )}
    </ul>
  );
}
