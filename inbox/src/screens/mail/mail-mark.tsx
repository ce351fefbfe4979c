import type { ReceivedMail } from '@everthread/shared/models/mail';
import type { TeamMessage } from '@everthread/shared/models/message';
import { useMemo, useState } from 'preact/hooks';
import { createCall } from '../../api/call.ts';
import { useApp } from '../../app-context.ts';
import { useMailWords } from '../../locales/en-mail.ts';
import { Icon } from '../../ui/icon.tsx';
import { LoadFailed } from '../load-failed.tsx';
import { useThreadScope } from '../thread/thread-scope.ts';
import { useLoaded } from '../use-loaded.ts';

/** Says that a message came by mail, and shows all of that mail. */
export function MailMark({ message }: { message: TeamMessage }) {
  const w = useMailWords().mark;
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <p class="mt-0.5 px-1 text-small text-faint">
        {w.byMail} ·{' '}
        <button
          type="button"
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
          class="underline decoration-dotted underline-offset-3 hover:text-ink"
        >
          {isOpen ? w.hide : w.show}
        </button>
      </p>
      {isOpen && <Original message={message} />}
    </>
  );
}

function Original({ message: { id, threadId } }: { message: TeamMessage }) {
  const w = useMailWords().mark;
  const { account } = useApp();
  const { inbox } = useThreadScope();
  const call = useMemo(() => createCall(window.fetch.bind(window), account.turnAway), [account]);
  const path = `/api/workspaces/${inbox.workspaceId.peek()}/threads/${threadId}/messages/${id}/mail`;
  const state = useLoaded(async () => (await call<{ mail: ReceivedMail }>('GET', path)).mail, [path]);

  if (state.name === 'failed') return <LoadFailed says={w.failed} error={state.error} onRetry={state.tryAgain} />;
  if (state.name === 'loading')
    return <div class="bone mt-1.5 h-24 w-full max-w-[38rem] rounded-medium" aria-busy="true" />;
  const mail = state.value;
  return (
    <section
      aria-label={mail.subject || w.byMail}
      class="rise mt-1.5 w-full max-w-[38rem] rounded-medium border border-line p-3.5 text-small"
    >
      <dl class="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1">
        <dt class="text-soft">{w.from}</dt>
        <dd class="min-w-0 break-words">
          {mail.fromName && <bdi class="font-medium">{mail.fromName} </bdi>}
          <bdi>{mail.fromAddress}</bdi>
          <span class="flex items-center gap-1 text-faint">
            <Icon name={mail.isProven ? 'verified' : 'unproven'} class="size-3.5 shrink-0" />
            {mail.isProven ? w.proven : w.unproven}
          </span>
        </dd>
        <dt class="text-soft">{w.subject}</dt>
        <dd class="min-w-0 break-words" dir="auto">
          {mail.subject || w.noSubject}
        </dd>
      </dl>
      {mail.hasLook ? (
        <iframe
          title={w.look}
          sandbox="allow-popups allow-popups-to-escape-sandbox"
          src={`${path}/look`}
          class="mt-3 h-80 w-full rounded-medium border border-line bg-white"
        />
      ) : (
        <pre
          // biome-ignore lint/a11y/noNoninteractiveTabindex: who has only a keyboard must be able to scroll it
          tabIndex={0}
          class="mt-3 max-h-80 overflow-auto font-sans break-words whitespace-pre-wrap"
          dir="auto"
        >
          {mail.text}
        </pre>
      )}
    </section>
  );
}
