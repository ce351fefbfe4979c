import type { Speech } from '../words.ts';

/** What a visitor sees before the first words, and above them ever after. */
export function Greeting({ speech }: { speech: Speech }) {
  return (
    <div class="greeting">
      <h2>{speech.say('greeting')}</h2>
      <p>{speech.say('person')}</p>
    </div>
  );
}
