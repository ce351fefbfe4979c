import type { NewIdentitySecret } from '@everthread/shared/models/identity';
import { useState } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { errorWords } from '../../error-words.ts';
import { fullTime, longAge } from '../../format.ts';
import { MOST_IDENTITY_SECRETS } from '../../limits.ts';
import { useLocale } from '../../locale.ts';
import type { SecretsModel } from '../../models/secrets-model.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Section } from '../page.tsx';
import { CopyButton } from './copy-text.tsx';

/** The live secrets: made, shown once, revoked. */
export function IdentitySecrets({ model }: { model: SecretsModel }) {
  const { now, toasts } = useApp();
  const { strings: t, language } = useLocale();
  const [revokedId, setRevoked] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const state = model.state.value;
  const fresh = model.fresh.value;
  if (state.name !== 'ready') return null;

  async function attempt(what: () => Promise<void>, failed: string, done?: string): Promise<void> {
    setBusy(true);
    try {
      await what();
      if (done) toasts.show({ tone: 'news', text: done });
    } catch (error) {
      toasts.show({ tone: 'trouble', text: `${failed}. ${errorWords(error, t)}` });
    } finally {
      setBusy(false);
    }
  }

  return (
    <Section title={t.identity.secretsTitle} hint={t.identity.secretsHint}>
      {fresh && <Fresh made={fresh} onKept={model.forgetFresh} />}
      {state.secrets.length === 0 && <p class="mb-4 font-medium">{t.identity.secretsNone}</p>}
      {state.secrets.length > 0 && (
        <ul class="mb-4 divide-y divide-line rounded-medium border border-line">
          {state.secrets.map(({ id, createdAt }) => (
            <li key={id} class="flex flex-wrap items-center gap-x-3 gap-y-1 py-2 ps-3 pe-2">
              <code dir="ltr" class="font-mono break-all">
                {id}
              </code>
              <time dateTime={createdAt} title={fullTime(createdAt, language)} class="text-small text-soft">
                {t.identity.created(longAge(createdAt, now.now.value, language))}
              </time>
              <Button
                size="small"
                look="danger"
                class="ms-auto"
                aria-label={t.identity.revokeThat(id)}
                onClick={() => setRevoked(id)}
              >
                {t.identity.revoke}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {state.secrets.length < MOST_IDENTITY_SECRETS ? (
        <Button
          look="primary"
          disabled={isBusy || fresh !== undefined}
          onClick={() => void attempt(model.create, t.identity.notCreated)}
        >
          {t.identity.create}
        </Button>
      ) : (
        <p class="text-soft">{t.identity.atMost}</p>
      )}
      {revokedId && (
        <Dialog title={t.identity.revokeTitle(revokedId)} closeLabel={t.close} onClose={() => setRevoked(undefined)}>
          <p class="text-soft">{t.identity.revokeHint}</p>
          <div class="mt-4 flex justify-end gap-2">
            <Button onClick={() => setRevoked(undefined)}>{t.message.cancel}</Button>
            <Button
              look="danger"
              onClick={() => {
                setRevoked(undefined);
                void attempt(() => model.revoke(revokedId), t.identity.notRevoked, t.identity.revoked);
              }}
            >
              {t.identity.revoke}
            </Button>
          </div>
        </Dialog>
      )}
    </Section>
  );
}

function Fresh({ made, onKept }: { made: NewIdentitySecret; onKept: () => void }) {
  const { strings: t } = useLocale();
  return (
    <div role="status" class="rise mb-4 rounded-medium border border-note-line bg-note p-3.5">
      <p class="font-semibold text-note-ink">{t.identity.newTitle}</p>
      <p class="text-note-ink">{t.identity.newHint}</p>
      <dl class="mt-3 flex flex-col gap-2">
        {(
          [
            [t.identity.name, made.secret.id],
            [t.identity.value, made.value],
          ] as const
        ).map(([label, text]) => (
          <div key={label}>
            <dt class="text-small text-note-ink">{label}</dt>
            <dd>
              <code dir="ltr" class="block rounded-small bg-surface px-2 py-1 font-mono break-all select-all">
                {text}
              </code>
            </dd>
          </div>
        ))}
      </dl>
      <div class="mt-3 flex flex-wrap gap-2">
        <CopyButton text={made.value} label={t.identity.copySecret} />
        <Button size="small" onClick={onKept}>
          {t.identity.keptIt}
        </Button>
      </div>
    </div>
  );
}
