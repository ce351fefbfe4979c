import { useEffect, useRef } from 'preact/hooks';
import { useAccountStrings } from './account-strings.ts';
import { Card, textLink } from './card.tsx';

/** The same words whether the address is known or not, so that nobody learns who has an account. */
export function CheckMail({ lead, onAgain }: { lead: string; onAgain: () => void }) {
  const t = useAccountStrings();
  const text = useRef<HTMLParagraphElement>(null);
  useEffect(() => text.current?.focus(), []);
  return (
    <Card title={t.checkMail.title}>
      <p ref={text} tabIndex={-1} class="text-read outline-none">
        {lead}
      </p>
      <p class="mt-3 text-soft">{t.checkMail.hint}</p>
      <p class="mt-6 flex flex-wrap gap-x-5 gap-y-2">
        <button type="button" class={textLink} onClick={onAgain}>
          {t.checkMail.otherAddress}
        </button>
        <a href="/inbox/sign-in" class={textLink}>
          {t.checkMail.toSignIn}
        </a>
      </p>
    </Card>
  );
}
