import type { Speech } from '../words.ts';

/** What a visitor sees before the first words. */
export function Greeting({ speech }: { speech: Speech }) {
  return (
    <div class="greeting">
      <h2>{speech.say('greeting')}</h2>
      <p>{speech.say('person')}</p>
      <p>{speech.say('leave')}</p>
    </div>
  );
}
