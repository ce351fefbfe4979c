import { deviceOf } from '@everthread/shared/client/device-name';
import type { Passkey } from '@everthread/shared/models/second-factor';
import { useState } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { longAge } from '../../format.ts';
import { useLocale } from '../../locale.ts';
import type { SecondFactorsModel } from '../../models/second-factors-model.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { useWords } from '../settings/words.ts';
import { hasPasskeys, makePasskey } from './passkey-browser.ts';
import { PasswordDialog } from './password-dialog.tsx';

const NAME_MAX_LENGTH = 60;

/** The passkeys that get one in, with a way to add and to remove them. */
export function Passkeys({ model }: { model: SecondFactorsModel }) {
  const { now, toasts } = useApp();
  const { language } = useLocale();
  const w = useWords();
  const [asked, setAsked] = useState<{ name: 'add' } | { name: 'remove'; passkey: Passkey }>();
  const state = model.state.value;
  if (state.name !== 'ready') return null;
  const age = (at: string) => longAge(at, now.now.value, language);
  const said = (text: string) => toasts.show({ tone: 'news', text: `${text}. ${w.security.othersEnded}` });

  async function add(password: string, { name = '' }): Promise<void> {
    const isAdded = await model.addPasskey(name.trim(), password, makePasskey);
    setAsked(undefined);
    if (isAdded) said(w.security.passkeyAdded);
    else toasts.show({ tone: 'trouble', text: `${w.security.passkeyNotAdded}. ${w.security.passkeyStopped}` });
  }

  async function remove({ id }: Passkey, password: string): Promise<void> {
    await model.removePasskey(id, password);
    setAsked(undefined);
    said(w.security.passkeyRemoved);
  }

  const device = deviceOf(navigator.userAgent);
  return (
    <>
      {state.factors.passkeys.length === 0 && hasPasskeys() && <p class="mb-4 text-soft">{w.security.passkeysNone}</p>}
      <ul class="mb-4 divide-y divide-line empty:hidden">
        {state.factors.passkeys.map((passkey) => (
          <li key={passkey.id} class="flex flex-wrap items-center gap-x-3 gap-y-2 py-2.5">
            <span class="min-w-40 flex-1">
              <bdi class="block font-medium">{passkey.name}</bdi>
              <span class="flex flex-wrap gap-x-3 text-small text-soft">
                <span>{w.security.addedAt(age(passkey.createdAt))}</span>
                {passkey.lastUsedAt && <span>{w.security.usedAt(age(passkey.lastUsedAt))}</span>}
              </span>
            </span>
            <Button
              size="small"
              look="danger"
              aria-label={w.security.removeThat(passkey.name)}
              onClick={() => setAsked({ name: 'remove', passkey })}
            >
              {w.security.removePasskey}
            </Button>
          </li>
        ))}
      </ul>
      {hasPasskeys() ? (
        <Button onClick={() => setAsked({ name: 'add' })}>{w.security.addPasskey}</Button>
      ) : (
        <p class="text-soft">{w.security.passkeysUnknown}</p>
      )}
      {asked?.name === 'add' && (
        <PasswordDialog title={w.security.addPasskey} onPassword={add} onClose={() => setAsked(undefined)}>
          <Field
            name="name"
            label={w.security.passkeyName}
            defaultValue={device ? w.sessions.device(device.browser, device.system) : ''}
            maxLength={NAME_MAX_LENGTH}
            autocomplete="off"
          />
        </PasswordDialog>
      )}
      {asked?.name === 'remove' && (
        <PasswordDialog
          title={w.security.removeSure(asked.passkey.name)}
          onPassword={(password) => remove(asked.passkey, password)}
          onClose={() => setAsked(undefined)}
        />
      )}
    </>
  );
}
