import { useMemo } from 'preact/hooks';
import { fill } from '../../way-back/words.ts';
import { TranscriptModel } from './transcript-model.ts';
import type { AsVisitor } from './way-back-model.ts';
import type { WayBackWords } from './words.ts';

/** Sends the conversation to the visitor's own mailbox, and says whether it went. */
export function MailTranscript({ ask, w }: { ask: AsVisitor; w: WayBackWords }) {
  const model = useMemo(() => new TranscriptModel(ask), []);
  const step = model.step.value;
  return (
    <div class="mail-transcript">
      <button type="button" class="wide" aria-disabled={step.name === 'sending'} onClick={() => void model.send()}>
        {w.mailIt}
      </button>
      <p role="status">
        {step.name === 'sent' &&
          fill(step.isRepeated ? w.mailedBefore : w.mailed, { address: `\u2068${step.address}\u2069` })}
      </p>
      <p role="alert" class="trouble">
        {step.name === 'failed' && { often: w.mailedOften, unproven: w.proveIt, failed: w.failed }[step.because]}
      </p>
    </div>
  );
}
