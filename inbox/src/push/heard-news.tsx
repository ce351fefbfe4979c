import { useComputed } from '@preact/signals';
import { useStrings } from '../locale.ts';
import { useThreadWords } from '../locales/en-thread.ts';
import type { InboxModel } from '../models/inbox-model.ts';
import { visitorName } from '../visitor-name.ts';

const SPOKEN_LENGTH = 200;

/** Says a visitor's newest message to who listens rather than looks. */
export function HeardNews({ inbox }: { inbox: InboxModel }) {
  const t = useStrings();
  const w = useThreadWords();
  const spoken = useComputed(() => {
    const message = inbox.heard.value;
    if (!message) return '';
    const row = inbox.topics.known.peek().get(message.topicId);
    const who = row ? visitorName(row.topic.visitor, t) : '';
    return w.thread.heard(who, message.text.slice(0, SPOKEN_LENGTH));
  });

  return (
    <div aria-live="polite" class="sr-only">
      {spoken.value}
    </div>
  );
}
