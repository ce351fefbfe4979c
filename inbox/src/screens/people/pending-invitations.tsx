import type { Invitation } from '@everthread/shared/models/invitation';
import { useApp } from '../../app-context.ts';
import { errorWords } from '../../error-words.ts';
import { fullTime, longAge } from '../../format.ts';
import { useLocale } from '../../locale.ts';
import type { PeopleModel } from '../../models/people-model.ts';
import { Button } from '../../ui/button.tsx';
import { useWords } from '../settings/words.ts';

type PendingInvitationsProps = { people: PeopleModel; invitations: readonly Invitation[] };

export function PendingInvitations({ people, invitations }: PendingInvitationsProps) {
  const { now, toasts } = useApp();
  const { strings: t, language } = useLocale();
  const w = useWords();

  async function attempt(what: () => Promise<void>, done: string): Promise<void> {
    try {
      await what();
      toasts.show({ tone: 'news', text: done });
    } catch (error) {
      toasts.show({ tone: 'trouble', text: `${w.people.notDone}. ${errorWords(error, t)}` });
    }
  }

  if (invitations.length === 0) return <p class="text-soft">{w.people.pendingNone}</p>;
  return (
    <ul class="-my-3 divide-y divide-line">
      {invitations.map(({ id, email, role, sentAt, expiresAt }) => (
        <li key={id} class="flex flex-wrap items-center gap-x-3 gap-y-2 py-3">
          <span class="min-w-48 flex-1">
            <span dir="ltr" class="block truncate font-medium rtl:text-right">
              {email}
            </span>
            <span class="flex flex-wrap gap-x-3 text-small text-soft">
              <span>{w.roles[role]}</span>
              {Date.parse(expiresAt) <= now.now.value ? (
                <span class="text-danger">{w.people.expired}</span>
              ) : (
                <time dateTime={sentAt} title={fullTime(sentAt, language)}>
                  {w.people.sent(longAge(sentAt, now.now.value, language))}
                </time>
              )}
            </span>
          </span>
          <Button
            size="small"
            aria-label={w.people.resendTo(email)}
            onClick={() => void attempt(() => people.resend(id), w.people.resent(email))}
          >
            {w.people.resend}
          </Button>
          <Button
            size="small"
            look="danger"
            aria-label={w.people.revokeThat(email)}
            onClick={() => void attempt(() => people.revoke(id), w.people.revoked)}
          >
            {w.people.revoke}
          </Button>
        </li>
      ))}
    </ul>
  );
}
