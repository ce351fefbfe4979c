import { beforeEach, expect, test, vi } from 'vitest';
import { isPartLost, withLostParts } from './lost-parts.ts';
import type { Toast } from './models/toasts-model.ts';

const saved: Toast = { id: 7, tone: 'news', text: 'Saved' };
const words = { text: 'Part of this page could not be loaded', reload: 'Reload' };

function show() {
  const [reload, onDismiss] = [vi.fn(), vi.fn()];
  return { reload, onDismiss, shown: withLostParts({ toasts: [saved], onDismiss }, words, reload) };
}

beforeEach(() => {
  isPartLost.value = false;
});

test('while nothing is lost the toasts are as they are', () => {
  expect(show().shown.toasts).toEqual([saved]);
});

test('however many parts are lost, it is said once, with a way to reload', () => {
  for (let part = 0; part < 3; part += 1) isPartLost.value = true;
  const { shown, reload } = show();
  expect(shown.toasts.map(({ text }) => text)).toEqual([words.text, 'Saved']);
  shown.toasts[0]?.action?.run();
  expect(reload).toHaveBeenCalledOnce();
});

test('it stays until it is dismissed, and takes no other toast along', () => {
  isPartLost.value = true;
  const { shown, onDismiss } = show();
  shown.onDismiss(saved.id);
  expect(onDismiss).toHaveBeenCalledWith(saved.id);
  expect(show().shown.toasts).toHaveLength(2);
  shown.onDismiss(shown.toasts[0]?.id ?? 0);
  expect(show().shown.toasts).toEqual([saved]);
  expect(onDismiss).toHaveBeenCalledOnce();
});
