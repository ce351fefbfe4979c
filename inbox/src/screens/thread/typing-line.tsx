import type { VisitorId } from '@everthread/shared/models/ids';
import { useLocale } from '../../locale.ts';
import { useThreadWords } from '../../locales/en-thread.ts';
import type { TypingModel } from '../../models/typing-model.ts';

/** Who is writing in this thread. Its place is kept, so that nothing moves when somebody begins. */
export function TypingLine({ typing, visitorId, name }: { typing: TypingModel; visitorId: VisitorId; name: string }) {
  const { language } = useLocale();
  const words = useThreadWords();
  const typists = typing.typists.value.get(visitorId);
  const names = typists?.colleagues.map((colleague) => colleague.name) ?? [];
  const list = new Intl.ListFormat(language).format(names);
  return (
    <p class="mx-auto flex h-6 w-full max-w-192 shrink-0 items-center gap-3 px-5 text-small two:px-7">
      {typists?.isVisitor && (
        <span dir="auto" class="line rise min-w-0 text-soft">
          <Dots /> {words.thread.noted(name)}
        </span>
      )}
      {names.length > 0 && (
        <span dir="auto" class="line rise min-w-0 font-medium text-note-ink">
          {names.length > 1 ? words.thread.replyingSeveral(list) : words.thread.replying(list)}
        </span>
      )}
    </p>
  );
}

function Dots() {
  return (
    <span aria-hidden="true" class="me-1 inline-flex gap-0.5">
      {[0, 1, 2].map((n) => (
        <span key={n} class="dot size-1 rounded-full bg-current" style={{ animationDelay: `${n * 0.16}s` }} />
      ))}
    </span>
  );
}
