import { useRef } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { errorWords } from '../../error-words.ts';
import { useStrings } from '../../locale.ts';
import { Button } from '../../ui/button.tsx';
import { useWords } from '../settings/words.ts';

/** Another password, by a link to one's own mailbox: who sits at an open inbox need not be who signed in. */
export function NewPassword() {
  const { account, accountApi, toasts } = useApp();
  const t = useStrings();
  const w = useWords();
  const isAsking = useRef(false);
  const who = account.who.value;
  if (who.name !== 'signed-in') return null;
  const { email } = who.me.user;

  async function ask(): Promise<void> {
    if (isAsking.current) return;
    isAsking.current = true;
    try {
      await accountApi.forgot(email);
      toasts.show({ tone: 'news', text: w.security.passwordMailed(email) });
    } catch (error) {
      toasts.show({ tone: 'trouble', text: errorWords(error, t) });
    }
    isAsking.current = false;
  }

  return <Button onClick={() => void ask()}>{w.security.newPassword}</Button>;
}
