import { expect, test } from 'vitest';
import { handClock } from '../../test/hand-clock.ts';
import { ToastsModel } from './toasts-model.ts';
import { UndoModel } from './undo-model.ts';

const words = { undo: 'Undo', undone: 'Undone', refused: (error: unknown) => `No: ${(error as Error).message}` };

function start() {
  const clock = handClock();
  const toasts = new ToastsModel(clock);
  const undone: string[] = [];
  const undo = new UndoModel(toasts, words);
  return {
    clock,
    undo,
    undone,
    toasts,
    texts: () => toasts.toasts.value.map(({ text }) => text),
    offer: (label: string) => undo.offer({ label, undo: async () => void undone.push(label) }),
  };
}

test('what was done is said with a way back, for ten seconds', () => {
  const { clock, undo, offer, texts, toasts } = start();
  offer('Marked as done');
  clock.pass(9_999);
  expect(texts()).toEqual(['Marked as done']);
  expect(toasts.toasts.value[0]?.action?.label).toBe('Undo');
  expect(undo.canUndo.value).toBe(true);

  clock.pass(1);
  expect(texts()).toEqual([]);
  expect(undo.canUndo.value).toBe(false);
});

test('while somebody points at it, it stays and can be taken back, and for a moment after', () => {
  const { clock, undo, offer, texts, toasts } = start();
  offer('Marked as done');
  toasts.hold(true);
  clock.pass(60_000);
  expect(texts()).toEqual(['Marked as done']);
  expect(undo.canUndo.value).toBe(true);

  toasts.hold(false);
  clock.pass(1_000);
  toasts.hold(true);
  clock.pass(60_000);
  expect(texts()).toEqual(['Marked as done']);

  toasts.hold(false);
  clock.pass(2_000);
  expect(texts()).toEqual([]);
  expect(undo.canUndo.value).toBe(false);
});

test('what is dismissed under the pointer holds nothing else', () => {
  const { clock, offer, texts, toasts } = start();
  offer('one');
  offer('two');
  toasts.hold(true);
  toasts.dismiss(toasts.toasts.value[0]?.id ?? 0);
  offer('three');
  clock.pass(10_000);
  expect(texts()).toEqual([]);
});

test('the key takes back the latest first, each once', async () => {
  const { undo, offer, undone } = start();
  offer('one');
  offer('two');

  await undo.undoLast();
  await undo.undoLast();
  await undo.undoLast();

  expect(undone).toEqual(['two', 'one']);
});

test('the latest is what was begun last, whichever answer came first', async () => {
  const { undo, offer, undone } = start();
  const nth = undo.begin();
  offer('a quick one, after it');
  undo.offer({ label: 'a slow one', undo: async () => void undone.push('a slow one'), nth });

  await undo.undoLast();

  expect(undone).toEqual(['a quick one, after it']);
});

test('who presses the key before the answer has come takes back that, and nothing that was done before', async () => {
  const { undo, offer, undone } = start();
  offer('done before');
  const [one, two] = [undo.begin(), undo.begin()];
  expect(undo.canUndo.value).toBe(true);
  await undo.undoLast();
  expect(undone).toEqual([]);
  undo.offer({ label: 'two', undo: async () => void undone.push('two'), nth: two });
  undo.end(two);
  await undo.undoLast();
  undo.end(one); // it was refused
  expect(undone).toEqual(['two']);
  await undo.undoLast();
  expect(undone).toEqual(['two', 'done before']);
});

test('the button takes back its own, and then the key no more', async () => {
  const { undo, offer, undone, toasts, texts } = start();
  offer('one');
  offer('two');

  toasts.toasts.value[0]?.action?.run();
  await undo.undoLast();

  expect(undone).toEqual(['one', 'two']);
  expect(texts()).toEqual(['Undone', 'Undone']);
});

test('a refusal is said in words, and is not tried again', async () => {
  const { undo, texts } = start();
  undo.offer({ label: 'Assigned', undo: () => Promise.reject(new Error('changed since')) });

  await undo.undoLast();

  expect(texts()).toEqual(['No: changed since']);
  expect(undo.canUndo.value).toBe(false);
});

test('words that were put away can still be undone by key while they are in reach', async () => {
  const { undo, offer, undone, toasts } = start();
  offer('one');
  toasts.dismiss(toasts.toasts.value[0]?.id ?? 0);

  await undo.undoLast();

  expect(undone).toEqual(['one']);
});
