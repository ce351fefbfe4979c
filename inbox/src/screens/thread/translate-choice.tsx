import type { TeamMessage } from '@everthread/shared/models/message';
import { useEffect } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { useLocale } from '../../locale.ts';
import { useAgentHelpWords } from '../../locales/en-agent-help.ts';
import { helpOf, translateMessage } from './help-of.ts';
import { Choice } from './menu-choice.tsx';
import { useThreadScope } from './thread-scope.ts';

/** Shows what a visitor wrote in the agent's language. Where there is no model there is no such choice. */
export function TranslateChoice({ message, onClose }: { message: TeamMessage; onClose: () => void }) {
  const app = useApp();
  const { language } = useLocale();
  const w = useAgentHelpWords();
  const { inbox, thread } = useThreadScope();
  const where = { app, thread };
  const { model } = helpOf(where);
  const isWords = message.author.kind === 'visitor' && message.text !== '' && inbox.roster.mayWrite.value;
  useEffect(() => {
    if (isWords && model.offer.peek().name !== 'ready') void model.load(message.topicId);
  }, [model]);
  const offer = model.offer.value;
  if (!isWords || offer.name !== 'ready' || !offer.offer.hasModel) return null;
  return (
    <Choice
      icon="reopen"
      onChoose={() => {
        onClose();
        void translateMessage(where, message, language);
      }}
    >
      {w.asks.read}
    </Choice>
  );
}
