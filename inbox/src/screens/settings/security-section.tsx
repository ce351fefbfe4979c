import type { ComponentChildren } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { createCall } from '../../api/call.ts';
import { createSecondFactorsApi } from '../../api/second-factors-api.ts';
import { useApp } from '../../app-context.ts';
import { useStrings } from '../../locale.ts';
import { SecondFactorsModel } from '../../models/second-factors-model.ts';
import { NewPassword } from '../account/new-password.tsx';
import { Passkeys } from '../account/passkeys.tsx';
import { Sessions } from '../account/sessions.tsx';
import { TwoStep } from '../account/two-step.tsx';
import { LoadFailed } from '../load-failed.tsx';
import { SettingCard } from './setting.tsx';
import { useWords } from './words.ts';

/** How one gets in, and where one is in already. One's own, whatever the workspace. */
export function SecuritySection() {
  const { account } = useApp();
  const t = useStrings();
  const w = useWords();
  const model = useMemo(
    () => new SecondFactorsModel(createSecondFactorsApi(createCall(window.fetch.bind(window), account.turnAway))),
    [account],
  );
  useEffect(() => void model.load(), [model]);
  const state = model.state.value;
  const shown = (what: ComponentChildren) =>
    state.name === 'ready' ? (
      what
    ) : state.name === 'loading' ? (
      <div class="bone h-9" aria-busy="true" />
    ) : (
      <LoadFailed says={t.trouble.page} onRetry={() => void model.load()} />
    );
  return (
    <>
      <SettingCard at="password" title={w.security.passwordTitle} hint={w.security.passwordHint}>
        <NewPassword />
      </SettingCard>
      <SettingCard at="two-step" title={w.security.stepsTitle} hint={w.security.stepsHint}>
        {shown(<TwoStep model={model} />)}
      </SettingCard>
      <SettingCard at="passkeys" title={w.security.passkeysTitle} hint={w.security.passkeysHint}>
        {shown(<Passkeys model={model} />)}
      </SettingCard>
      <SettingCard at="sessions" title={w.sessions.title} hint={w.sessions.lead}>
        <Sessions />
      </SettingCard>
    </>
  );
}
