import { useSignal } from '@preact/signals';
import type { ThreadModel } from '../models/thread-model.ts';
import type { Team } from '../team.ts';
import type { Speech } from '../words.ts';
import { Avatar } from './avatar.tsx';
import { Faces } from './faces.tsx';
import { Icon } from './icon.tsx';
import { OpenNow } from './open-now.tsx';

type HeaderProps = {
  thread: ThreadModel;
  speech: Speech;
  team: Team | undefined;
  now: () => Date;
  isFolded: boolean;
  onFind: (() => void) | false; // articles, where there are any
  onClose: () => void;
};

/** Whose messenger it is, and whether somebody is there. Once there is a conversation, a press shows who answers. */
export function Header({ thread, speech, team, now, isFolded, onFind, onClose }: HeaderProps) {
  const isWide = useSignal(false);
  const isOpen = isFolded && isWide.value;
  const name = team?.name || speech.say('title');
  return (
    <header class={isOpen ? 'top open' : 'top'}>
      <div class="header">
        <div class="title">
          {isFolded && team ? (
            <button
              type="button"
              class="whose"
              aria-expanded={isOpen}
              aria-controls="about"
              onClick={() => {
                isWide.value = !isWide.value;
              }}
            >
              {!isOpen && team.agents.length > 0 && <Faces team={team} />}
              <h1 dir="auto">{name}</h1>
              <Icon shape="chevron" />
            </button>
          ) : (
            <h1 dir="auto">{name}</h1>
          )}
          <OpenNow thread={thread} speech={speech} now={now} />
        </div>
        {onFind && (
          <button type="button" class="icon-button" aria-label={speech.say('find')} onClick={onFind}>
            <Icon shape="find" />
          </button>
        )}
        <button type="button" class="icon-button" aria-label={speech.say('close')} onClick={onClose}>
          <Icon shape="close" />
        </button>
      </div>
      <div id="about" class="about" hidden={!isOpen}>
        {isOpen && team && (
          <>
            <p>{speech.say('person')}</p>
            <ul>
              {team.agents.map(({ id, name: agent, photo }) => (
                <li key={id}>
                  <Avatar name={agent} photo={photo} />
                  <span dir="auto">{agent}</span>
                </li>
              ))}
            </ul>
          </>
        )}
      </div>
    </header>
  );
}
