import type { ThreadModel } from '../models/thread-model.ts';
import type { Speech } from '../words.ts';

/** Says something only when something is wrong, or when the team wants all to know it. */
export function Notice({ thread, speech }: { thread: ThreadModel; speech: Speech }) {
  return (
    <div class="notices" role="status">
      {thread.notice.value && (
        <p class="notice" dir="auto">
          {thread.notice.value.text}
        </p>
      )}
      {thread.isTooOld.value && (
        <p class="notice">
          {speech.say('tooOld')}
          <button type="button" class="again" onClick={() => location.reload()}>
            {speech.say('reload')}
          </button>
        </p>
      )}
      {thread.isCutOff.value && <p class="notice">{speech.say('cutOff')}</p>}
      {thread.hasTrouble.value && <p class="notice">{speech.say('notChanged')}</p>}
      {!thread.isSaved.value && <p class="notice">{speech.say('notSaved')}</p>}
    </div>
  );
}
