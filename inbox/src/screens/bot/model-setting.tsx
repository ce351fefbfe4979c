import type { ModelTrial, WorkspaceModelChange } from '@everthread/shared/models/workspace-model';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { createCall } from '../../api/call.ts';
import { useApp } from '../../app-context.ts';
import { errorWords } from '../../error-words.ts';
import { useLocale } from '../../locale.ts';
import { useModelWords } from '../../locales/en-model.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import { ModelSettingModel } from '../../models/model-setting-model.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { SettingCard } from '../settings/setting.tsx';

type Doing =
  | { name: 'nothing' | 'trying' | 'saving' }
  | { name: 'tried'; outcome: ModelTrial['outcome'] }
  | { name: 'refused'; says: string };

/** Which model is asked, tried before it is saved. For owners and admins. */
export function ModelSetting({ inbox }: { inbox: InboxModel }) {
  const w = useModelWords();
  const { strings: t } = useLocale();
  const { account, toasts } = useApp();
  const [isOpen, setOpen] = useState(false);
  const [doing, setDoing] = useState<Doing>({ name: 'nothing' });
  const model = useMemo(() => {
    const call = createCall(window.fetch.bind(window), account.turnAway);
    return new ModelSettingModel(call, `/api/workspaces/${inbox.workspaceId.peek()}/model`);
  }, [inbox, account]);
  useEffect(() => void model.load(), [model]);
  const state = model.state.value;
  if (state.name !== 'ready') {
    if (state.name === 'loading') return <div class="bone h-40 rounded-large" aria-busy="true" />;
    return (
      <p role="alert" class="flex flex-wrap items-center justify-between gap-3 text-danger">
        {w.failed}
        <Button onClick={() => void model.load()}>{t.tryAgain}</Button>
      </p>
    );
  }
  const { own, deployments } = state.model;

  async function attempt(name: 'trying' | 'saving', work: () => Promise<Doing>): Promise<void> {
    setDoing({ name });
    try {
      setDoing(await work());
    } catch (error) {
      setDoing({ name: 'refused', says: errorWords(error, t) });
    }
  }
  const tryIt = (change: WorkspaceModelChange) =>
    attempt('trying', async () => ({ name: 'tried', outcome: await model.tryIt(change) }));
  const save = (change: WorkspaceModelChange) =>
    attempt('saving', async () => {
      await model.save(change);
      setOpen(false);
      toasts.show({ tone: 'news', text: w.saved });
      return { name: 'nothing' };
    });
  const remove = () =>
    attempt('saving', async () => {
      await model.remove();
      setOpen(false);
      toasts.show({ tone: 'news', text: w.removed });
      return { name: 'nothing' };
    });
  const isBusy = doing.name === 'trying' || doing.name === 'saving';

  return (
    <SettingCard at="model" title={w.title} hint={w.hint}>
      {!own && <p class="mb-4 text-soft">{deployments ? w.deployments(deployments) : w.none}</p>}
      {own || isOpen ? (
        <form
          key={own ? `${own.baseUrl} ${own.name} ${own.keyEnd}` : ''}
          class="flex max-w-md flex-col gap-4"
          onSubmit={(event) => {
            event.preventDefault();
            const isTrial = (event.submitter as HTMLButtonElement | null)?.name === 'trial';
            const change = changeIn(event.currentTarget);
            void (isTrial ? tryIt(change) : save(change));
          }}
        >
          <Field
            name="baseUrl"
            label={w.address}
            type="url"
            hint={w.addressHint}
            defaultValue={own?.baseUrl ?? ''}
            maxLength={2_000}
          />
          <Field name="name" label={w.name} autocomplete="off" defaultValue={own?.name ?? ''} maxLength={200} />
          <Field
            name="key"
            label={w.key}
            type="password"
            autocomplete="off"
            maxLength={500}
            hint={own?.keyEnd ? w.keyKept(own.keyEnd) : w.keyHint}
          />
          <p role="status" class={doing.name === 'tried' && doing.outcome === 'works' ? 'text-good' : 'text-danger'}>
            {doing.name === 'trying' && <span class="text-soft">{w.trying}</span>}
            {doing.name === 'tried' && w.outcomes[doing.outcome]}
            {doing.name === 'refused' && doing.says}
          </p>
          <div class="flex flex-wrap gap-2">
            <Button type="submit" look="primary" disabled={isBusy}>
              {w.save}
            </Button>
            <Button type="submit" name="trial" disabled={isBusy}>
              {w.tryIt}
            </Button>
            {own && (
              <Button look="danger" disabled={isBusy} onClick={() => void remove()}>
                {w.remove}
              </Button>
            )}
          </div>
        </form>
      ) : (
        <div>
          <Button onClick={() => setOpen(true)}>{w.set}</Button>
        </div>
      )}
    </SettingCard>
  );
}

function changeIn(form: HTMLFormElement): WorkspaceModelChange {
  const typed = new FormData(form);
  const text = (name: string) => String(typed.get(name) ?? '').trim();
  const key = text('key');
  return { baseUrl: text('baseUrl'), name: text('name'), ...(key && { key }) };
}
