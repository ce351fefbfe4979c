import { expect, test } from 'vitest';
import { handClock } from '../../../test/hand-clock.ts';
import { ApiError } from '../../api/api-error.ts';
import { en } from '../../locales/en.ts';
import { enSettings } from '../../locales/en-settings.ts';
import { ToastsModel } from '../../models/toasts-model.ts';
import { UndoModel } from '../../models/undo-model.ts';
import { createSave } from './use-save.ts';

const { saved, notSaved } = enSettings;

function start() {
  const toasts = new ToastsModel(handClock());
  const undo = new UndoModel(toasts, { undo: 'Undo', undone: 'Undone', refused: String });
  const save = createSave({ toasts, undo, t: en, w: enSettings });
  return {
    toasts,
    save,
    set: (what: string, ...answers: (Error | 'done')[]) =>
      save({
        what,
        put: async () => {
          const answer = answers.shift();
          if (answer instanceof Error) throw answer;
        },
      }),
    said: () => toasts.toasts.value.map(({ text }) => text),
    press: (label: string) => toasts.toasts.value.find(({ action }) => action?.label === label)?.action?.run(),
  };
}

const away = new ApiError('offline', 'The server cannot be reached');
const taken = new ApiError('conflict', 'Somebody else has changed it');

test('a setting that is saved is said to be', async () => {
  const { set, said } = start();
  expect(await set('Name', 'done')).toBe(true);
  expect(said()).toEqual([saved('Name')]);
});

test('one that is not can be tried again, and then nothing says any more that it is not', async () => {
  const { set, said, press } = start();
  expect(await set('Name', away, 'done')).toBe(false);
  expect(said()).toEqual([`${notSaved('Name')}. ${en.trouble.offline}`]);
  press(en.tryAgain);
  await expect.poll(said).toEqual([saved('Name')]);
});

test('what was refused before is not offered again once the same setting is saved anew; another’s stays', async () => {
  const { set, said } = start();
  await set('Colour', away);
  await set('Name', away);
  await set('Name', 'done');
  expect(said()).toEqual([`${notSaved('Colour')}. ${en.trouble.offline}`, saved('Name')]);
});

test('what is refused after the same setting was saved anew is said, and not offered to be written over that', async () => {
  const { save, toasts } = start();
  const slow = Promise.withResolvers<void>();
  const first = save({ what: 'Name', put: () => slow.promise });
  await save({ what: 'Name', put: async () => {} });
  slow.reject(away);
  expect(await first).toBe(false);
  expect(toasts.toasts.value.map(({ text, action }) => [text, action])).toEqual([
    [saved('Name'), undefined],
    [`${notSaved('Name')}. ${en.trouble.offline}`, undefined],
  ]);
});

test('whoever says himself why it was refused tries it again himself', async () => {
  const { save, toasts } = start();
  const heard: string[] = [];
  const put = async () => {
    throw away;
  };
  await save({ what: 'Name', put, onRefused: (words) => void heard.push(words) });
  expect(heard).toEqual([`${notSaved('Name')}. ${en.trouble.offline}`]);
  expect(toasts.toasts.value).toMatchObject([{ text: heard[0] }]);
  expect(toasts.toasts.value[0]?.action).toBeUndefined();
});

test('what somebody else has changed meanwhile is not offered to be written over', async () => {
  const { set, toasts } = start();
  await set('Name', taken);
  expect(toasts.toasts.value).toMatchObject([{ text: `${notSaved('Name')}. ${taken.message}` }]);
  expect(toasts.toasts.value[0]?.action).toBeUndefined();
});
