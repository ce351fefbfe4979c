import type { BotSaying } from '@everthread/shared/models/bot';
import { useBotWords } from '../../locales/en-bot.ts';

/** What a message of the bot's stands on, and what its visitor said of it. */
export function BotTrace({ bot }: { bot: BotSaying }) {
  const w = useBotWords().trace;
  if (bot.kind === 'suggestion') {
    return (
      <p class="mt-1.5 text-small text-soft">
        {w.offered} {bot.choices.map(({ title }) => `“${title}”`).join(', ')}
      </p>
    );
  }
  if (bot.kind !== 'answer') return null;
  return (
    <div class="mt-1.5 flex flex-col gap-1 border-t border-line pt-1.5 text-small text-soft">
      {bot.isWritten && <p>{w.written}</p>}
      {bot.quotes.map(({ articleId, title, heading, text }) => (
        <p key={`${articleId} ${text}`} dir="auto">
          {w.from(title)}
          {heading && ` › ${heading}`}
          {bot.isWritten && <q class="block border-s-2 border-strong-line ps-2">{text}</q>}
        </p>
      ))}
      {bot.helped !== null && (
        <p class={bot.helped ? 'text-good' : 'text-danger'}>{bot.helped ? w.helped : w.notHelped}</p>
      )}
    </div>
  );
}
