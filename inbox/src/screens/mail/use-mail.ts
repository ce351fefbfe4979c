import type { MailSettings } from '@everthread/shared/models/mail';
import { createModel, signal } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { type Call, createCall, type Method } from '../../api/call.ts';
import { useApp } from '../../app-context.ts';
import type { InboxModel } from '../../models/inbox-model.ts';

export type MailState = { name: 'loading' } | { name: 'failed' } | { name: 'ready'; mail: MailSettings };

/** How a workspace takes mail in, and from where it sends. */
export const MailSettingsModel = createModel((call: Call, root: string) => {
  const state = signal<MailState>({ name: 'loading' });
  const trouble = signal<unknown>(undefined);
  const isBusy = signal(false);

  async function ask(method: Method, path = '', body?: object): Promise<void> {
    if (isBusy.value) return;
    isBusy.value = true;
    trouble.value = undefined;
    try {
      state.value = { name: 'ready', mail: (await call<{ mail: MailSettings }>(method, `${root}${path}`, body)).mail };
    } catch (error) {
      if (state.value.name === 'ready') trouble.value = error;
      else state.value = { name: 'failed' };
    } finally {
      isBusy.value = false;
    }
  }

  return {
    state,
    isBusy,
    /** What the last change was refused for. */
    trouble,
    load: () => ask('GET'),
    add: (sender: string) => ask('PUT', '/domain', { sender }),
    check: () => ask('POST', '/domain/check', {}),
    remove: () => ask('DELETE', '/domain'),
  };
});
export type MailSettingsModel = InstanceType<typeof MailSettingsModel>;

export function useMail(inbox: InboxModel): MailSettingsModel {
  const { account } = useApp();
  const model = useMemo(
    () =>
      new MailSettingsModel(
        createCall(window.fetch.bind(window), account.turnAway),
        `/api/workspaces/${inbox.workspaceId.peek()}/mail`,
      ),
    [inbox, account],
  );
  useEffect(() => void model.load(), [model]);
  return model;
}
