import type { Team } from '../team.ts';
import type { Speech } from '../words.ts';
import { Faces } from './faces.tsx';

/** What a visitor sees before the first words, and above them ever after. */
export function Greeting({ speech, team }: { speech: Speech; team: Team | undefined }) {
  return (
    <div class="greeting">
      {team && team.agents.length > 0 && <Faces team={team} />}
      <h2>{speech.say('greeting')}</h2>
      <p>{speech.say('person')}</p>
    </div>
  );
}
