import type { Speech } from '../words.ts';

/** Stands where the conversation will be, for the moment in which it is fetched. */
export function Skeleton({ speech }: { speech: Speech }) {
  return (
    <div class="log skeleton" role="status" aria-label={speech.say('opening')}>
      <div class="inner" aria-hidden="true">
        <p class="bubble mine" />
        <p class="bubble theirs" />
        <p class="bubble mine" />
      </div>
    </div>
  );
}
