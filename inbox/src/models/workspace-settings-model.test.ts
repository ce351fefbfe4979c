import type { Workspace, WorkspaceChange } from '@everthread/shared/models/workspace';
import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import { settle } from '../../test/hand-clock.ts';
import { WorkspaceSettingsModel } from './workspace-settings-model.ts';

/** A server that answers when it is let, one request after the other. */
function start() {
  let stored = {
    name: 'Shop',
    allowedOrigins: ['https://shop.example'],
    identityMode: 'optional',
  } as unknown as Workspace;
  const workspace = signal<Workspace | undefined>(stored);
  const waiting: PromiseWithResolvers<void>[] = [];
  const asked: WorkspaceChange[] = [];
  const load = async () => {
    workspace.value = stored;
  };
  const changeWorkspace = async (change: WorkspaceChange) => {
    asked.push(change);
    const answer = Promise.withResolvers<void>();
    waiting.push(answer);
    await answer.promise;
    stored = { ...stored, ...change } as Workspace;
    return stored;
  };
  const model = new WorkspaceSettingsModel({ workspace, load }, { changeWorkspace });
  return {
    model,
    asked,
    load,
    origins: () => model.workspace.value?.allowedOrigins,
    answer: async (error?: Error) => {
      const next = waiting.shift();
      if (error) next?.reject(error);
      else next?.resolve();
      await settle();
    },
  };
}

test('origins that are added quickly are all there, also while an older answer comes', async () => {
  const it = start();
  const [one, two] = ['https://one.example', 'https://two.example'];
  void it.model.change({ allowedOrigins: [one] });
  void it.model.change({ allowedOrigins: [one, two] });
  await settle();
  expect(it.asked).toHaveLength(1); // one after the other
  for (let answers = 0; answers < 2; answers++) {
    expect(it.origins()).toEqual([one, two]);
    await it.load(); // somebody else's news, with what is stored by then
    expect(it.origins()).toEqual([one, two]);
    await it.answer();
  }
  expect(it.asked.map(({ allowedOrigins }) => allowedOrigins?.length)).toEqual([1, 2]);
  expect(it.origins()).toEqual([one, two]);
});

test('what is refused is gone again, what was asked beside it stays', async () => {
  const it = start();
  const refused = it.model.change({ name: '' });
  void it.model.change({ identityMode: 'enforced' });
  const told = expect(refused).rejects.toThrow('refused');
  expect(it.model.workspace.value).toMatchObject({ name: '', identityMode: 'enforced' });
  await settle();
  await it.answer(new Error('refused'));
  await it.answer();
  await told;
  expect(it.model.workspace.value).toMatchObject({ name: 'Shop', identityMode: 'enforced' });
});
