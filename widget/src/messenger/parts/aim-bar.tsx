import type { ComposerModel } from '../models/composer-model.ts';
import type { Speech } from '../words.ts';
import { Icon } from './icon.tsx';
import { QuotedLine, quoteOf } from './quoted.tsx';

/** Above the field, while its words are to be an answer to one message or new words for another. */
export function AimBar({ composer, speech }: { composer: ComposerModel; speech: Speech }) {
  const aim = composer.aim.value;
  if (aim.name === 'new') return null;
  const { author } = aim.message;
  return (
    <div class="aim" role="status">
      <div class="aim-text">
        {aim.name === 'edit' && <span class="quoted-name">{speech.say('editing')}</span>}
        <QuotedLine
          quote={aim.name === 'edit' ? { ...quoteOf(aim.message), by: 'agent' } : quoteOf(aim.message)}
          author={aim.name === 'quote' && author.kind !== 'visitor' ? author.name : undefined}
          speech={speech}
        />
        {composer.hasFailed.value && <span class="aim-failed">{speech.say('notChanged')}</span>}
      </div>
      <button type="button" class="icon-button" aria-label={speech.say('cancel')} onClick={composer.cancelAim}>
        <Icon shape="close" />
      </button>
    </div>
  );
}
