import type { NewIdentitySecret, SecretSigns } from '@everthread/shared/models/identity';
import { useState } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { errorWords } from '../../error-words.ts';
import { fullTime, longAge } from '../../format.ts';
import { MOST_IDENTITY_SECRETS } from '../../limits.ts';
import { useLocale } from '../../locale.ts';
import type { SecretsModel } from '../../models/secrets-model.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { SettingCard } from '../settings/setting.tsx';
import { useWords } from '../settings/words.ts';
import { CopyButton } from './copy-text.tsx';

/** The live secrets: made, shown once, revoked. */
export function IdentitySecrets({ model }: { model: SecretsModel }) {
  const { now, toasts } = useApp();
  const { strings: t, language } = useLocale();
  const w = useWords();
  const [revokedId, setRevoked] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const state = model.state.value;
  const fresh = model.fresh.value;
  if (state.name !== 'ready') return null;
  const mayCreate = (what: SecretSigns) =>
    state.secrets.filter(({ signs }) => signs === what).length < MOST_IDENTITY_SECRETS;

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
    <SettingCard at="secrets" title={w.identity.secretsTitle} hint={w.identity.secretsHint}>
      {fresh && <Fresh made={fresh} onKept={model.forgetFresh} />}
      {state.secrets.length === 0 && <p class="mb-4 font-medium">{w.identity.secretsNone}</p>}
      {state.secrets.length > 0 && (
        <ul class="mb-4 divide-y divide-line rounded-medium border border-line">
          {state.secrets.map(({ id, createdAt, signs }) => (
            <li key={id} class="flex flex-wrap items-center gap-x-3 gap-y-1 py-2 ps-3 pe-2">
              <code dir="ltr" class="font-mono break-all">
                {id}
              </code>
              <time dateTime={createdAt} title={fullTime(createdAt, language)} class="text-small text-soft">
                {w.identity.created(longAge(createdAt, now.now.value, language))}
              </time>
              {signs === 'hashes' && <span class="text-small text-soft">{w.identity.forHashes}</span>}
              <Button
                size="small"
                look="danger"
                class="ms-auto"
                aria-label={w.identity.revokeThat(id)}
                onClick={() => setRevoked(id)}
              >
                {w.identity.revoke}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {mayCreate('tokens') ? (
        <Button
          look="primary"
          disabled={isBusy || fresh !== undefined}
          onClick={() => void attempt(() => model.create(), w.identity.notCreated)}
        >
          {w.identity.create}
        </Button>
      ) : (
        <p class="text-soft">{w.identity.atMost}</p>
      )}
      {mayCreate('hashes') && (
        <details class="mt-4 border-t border-line pt-4">
          <summary class="w-fit cursor-pointer rounded-small text-small text-soft hover:text-ink">
            {w.identity.fromElsewhere}
          </summary>
          <p class="my-3 text-small text-pretty text-soft">{w.identity.hashesHint}</p>
          <Button
            size="small"
            disabled={isBusy || fresh !== undefined}
            onClick={() => void attempt(() => model.create({ signs: 'hashes' }), w.identity.notCreated)}
          >
            {w.identity.createForHashes}
          </Button>
        </details>
      )}
      {revokedId && (
        <Dialog title={w.identity.revokeTitle(revokedId)} closeLabel={t.close} onClose={() => setRevoked(undefined)}>
          <p class="text-soft">{w.identity.revokeHint}</p>
          <div class="mt-4 flex justify-end gap-2">
            <Button onClick={() => setRevoked(undefined)}>{t.cancel}</Button>
            <Button
              look="danger"
              onClick={() => {
                setRevoked(undefined);
                void attempt(() => model.revoke(revokedId), w.identity.notRevoked, w.identity.revoked);
              }}
            >
              {w.identity.revoke}
            </Button>
          </div>
        </Dialog>
      )}
    </SettingCard>
  );
}

function Fresh({ made, onKept }: { made: NewIdentitySecret; onKept: () => void }) {
  const w = useWords();
  return (
    <div role="status" class="rise mb-4 rounded-medium border border-note-line bg-note p-3.5">
      <p class="font-semibold text-note-ink">{w.identity.newTitle}</p>
      <p class="text-note-ink">
        {made.secret.signs === 'hashes' ? w.identity.newHashesHint(made.secret.id) : w.identity.newHint}
      </p>
      <dl class="mt-3 flex flex-col gap-2">
        {(
          [
            [w.identity.name, made.secret.id],
            [w.identity.value, made.value],
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
        <CopyButton text={made.value} label={w.identity.copySecret} />
        <Button size="small" onClick={onKept}>
          {w.identity.keptIt}
        </Button>
      </div>
    </div>
  );
}
