import type { ComponentChildren } from 'preact';
import type { Team } from '../team.ts';
import type { Speech } from '../words.ts';
import { Faces } from './faces.tsx';

type GreetingProps = { speech: Speech; team: Team | undefined; children?: ComponentChildren };

/** What a visitor sees before the first words, and above them ever after. `children`: when he is answered. */
export function Greeting({ speech, team, children }: GreetingProps) {
  return (
    <div class="greeting">
      {team && team.agents.length > 0 && <Faces team={team} />}
      <h2>{speech.say('greeting')}</h2>
      <p>{speech.say('person')}</p>
      {children}
    </div>
  );
}
