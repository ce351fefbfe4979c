import type { ModelPurpose } from '@everthread/shared/models/workspace-model';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { createCall } from '../../api/call.ts';
import { useApp } from '../../app-context.ts';
import { useModelWords } from '../../locales/en-model.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import { ModelSettingModel } from '../../models/model-setting-model.ts';
import { Button } from '../../ui/button.tsx';
import { LoadFailed } from '../load-failed.tsx';
import { SettingCard } from '../settings/setting.tsx';
import { ModelForm } from './model-form.tsx';

const PATHS: Readonly<Record<ModelPurpose, string>> = { answers: 'model', embeddings: 'embeddings-model' };

type ModelSettingProps = { inbox: InboxModel; purpose: ModelPurpose };

/** Which model is asked for one purpose, tried before it is saved. For owners and admins. */
export function ModelSetting({ inbox, purpose }: ModelSettingProps) {
  const w = useModelWords();
  const words = w.purposes[purpose];
  const { account, toasts } = useApp();
  const path = PATHS[purpose];
  const model = useMemo(() => {
    const call = createCall(window.fetch.bind(window), account.turnAway);
    return new ModelSettingModel(call, `/api/workspaces/${inbox.workspaceId.peek()}/${path}`);
  }, [inbox, account, path]);
  useEffect(() => void model.load(), [model]);
  const [isOpen, setOpen] = useState(false);
  const opener = useRef<HTMLButtonElement>(null);
  const wasOpen = useRef(false);
  const state = model.state.value;
  const isShown = state.name === 'ready' && (state.model.own !== null || isOpen);
  useEffect(() => {
    // What had the focus has gone with the form.
    if (wasOpen.current && !isShown) opener.current?.focus();
    wasOpen.current = isShown;
  }, [isShown]);
  const close = (says?: string) => {
    setOpen(false);
    if (says) toasts.show({ tone: 'news', text: says });
  };

  return (
    <SettingCard at={path} title={words.title} hint={words.hint}>
      {state.name === 'loading' && <div class="bone h-9 max-w-md rounded-medium" aria-busy="true" />}
      {state.name === 'failed' && <LoadFailed says={w.failed(words.title)} onRetry={() => void model.load()} />}
      {state.name === 'ready' && !state.model.own && (
        <p class="mb-4 text-soft">
          {state.model.deployments ? words.deployments(state.model.deployments) : words.none}
        </p>
      )}
      {state.name === 'ready' &&
        (isShown ? (
          <ModelForm model={model} own={state.model.own} words={words} onClose={close} />
        ) : (
          <Button ref={opener} aria-label={w.of(w.set, words.title)} onClick={() => setOpen(true)}>
            {w.set}
          </Button>
        ))}
    </SettingCard>
  );
}
