import { deviceOf } from '@everthread/shared/client/device-name';
import type { Session } from '@everthread/shared/models/account';
import { useEffect, useMemo } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { errorWords } from '../../error-words.ts';
import { longAge } from '../../format.ts';
import { useLocale } from '../../locale.ts';
import { SessionsModel } from '../../models/sessions-model.ts';
import { Button } from '../../ui/button.tsx';
import { LoadFailed } from '../load-failed.tsx';
import { useWords } from '../settings/words.ts';

/** Every browser in which one is signed in, with a way to end each. */
export function Sessions() {
  const { accountApi, toasts, account } = useApp();
  const { strings: t } = useLocale();
  const w = useWords();
  const sessions = useMemo(() => new SessionsModel(accountApi), []);
  useEffect(() => void sessions.load(), [sessions]);
  const state = sessions.state.value;

  async function end({ id, isCurrent }: Session): Promise<void> {
    try {
      if (isCurrent) return await account.signOut();
      await sessions.revoke(id);
      toasts.show({ tone: 'news', text: w.sessions.ended });
    } catch (error) {
      toasts.show({ tone: 'trouble', text: `${w.sessions.notEnded}. ${errorWords(error, t)}` });
    }
  }

  return (
    <>
      {state.name === 'loading' && (
        <div class="flex flex-col gap-3" aria-busy="true">
          <div class="bone h-5 w-48" />
          <div class="bone h-4 w-64" />
        </div>
      )}
      {state.name === 'failed' && <LoadFailed says={t.trouble.page} onRetry={() => void sessions.load()} />}
      {state.name === 'ready' && (
        <ul class="-my-3 divide-y divide-line">
          {state.sessions.map((session) => (
            <SessionRow key={session.id} session={session} onEnd={() => void end(session)} />
          ))}
        </ul>
      )}
    </>
  );
}

function SessionRow({ session, onEnd }: { session: Session; onEnd: () => void }) {
  const { now } = useApp();
  const { language } = useLocale();
  const w = useWords();
  const device = deviceOf(session.userAgent);
  const name = device ? w.sessions.device(device.browser, device.system) : w.sessions.unknownDevice;
  const age = (at: string) => longAge(at, now.now.value, language);
  return (
    <li class="flex items-center justify-between gap-4 py-3">
      <div class="min-w-0">
        <p class="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
          {name}
          {session.isCurrent && (
            <span class="rounded-full bg-good-ground px-2 py-0.5 text-small text-good">{w.sessions.current}</span>
          )}
        </p>
        <p class="mt-0.5 flex flex-wrap gap-x-3 text-soft">
          <span>{w.sessions.lastUsed(age(session.lastUsedAt))}</span>
          <span class="text-faint">{w.sessions.signedIn(age(session.createdAt))}</span>
        </p>
      </div>
      <Button look="danger" aria-label={session.isCurrent ? undefined : w.sessions.endThat(name)} onClick={onEnd}>
        {w.sessions.end}
      </Button>
    </li>
  );
}
