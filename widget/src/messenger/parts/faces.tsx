import type { Team } from '../team.ts';
import { Avatar } from './avatar.tsx';

const MOST = 4;

/** Those who answer, side by side. */
export function Faces({ team }: { team: Team }) {
  const { agents } = team;
  return (
    <span class="faces" aria-hidden="true">
      {agents.slice(0, MOST).map(({ id, name, photo }) => (
        <Avatar key={id} name={name} photo={photo} />
      ))}
      {agents.length > MOST && <span class="avatar others">+{agents.length - MOST}</span>}
    </span>
  );
}
