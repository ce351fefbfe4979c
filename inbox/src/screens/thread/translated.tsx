import type { TeamMessage } from '@everthread/shared/models/message';
import { useComputed } from '@preact/signals';
import { useState } from 'preact/hooks';
import { useAgentHelpWords } from '../../locales/en-agent-help.ts';
import { translations } from './help-open.ts';
import { RichText } from './rich-text.tsx';

/** A message in the agent's language, what was written a click away. */
export function Translated({ message: { id, text } }: { message: TeamMessage }) {
  const w = useAgentHelpWords().translated;
  const [isOriginal, setOriginal] = useState(false);
  const translation = useComputed(() => translations.value.get(id)).value;
  if (translation?.of !== text) return <RichText text={text} />;
  const { state, text: words, trouble } = translation;
  return (
    <>
      {isOriginal || state === 'failed' ? <RichText text={text} /> : <RichText text={words} hasLinks={false} />}
      <p role="status" class="mt-1.5 border-t border-line pt-1.5 text-small text-soft">
        {state === 'writing' && w.writing}
        {state === 'failed' && trouble}
        {state === 'done' && (
          <>
            {w.by} ·{' '}
            <button type="button" class="underline" onClick={() => setOriginal(!isOriginal)}>
              {isOriginal ? w.translation : w.original}
            </button>
          </>
        )}
      </p>
    </>
  );
}
