import { weighAssets } from '../local/size-budget.ts';
import type { Figure } from './figure.ts';

/** What travels to a page before anybody wants the messenger, and when it is first opened. */
export async function bytes(): Promise<Figure[]> {
  const { loader, firstOpen, comingBack, inbox } = await weighAssets();
  return [
    { name: 'bytes on the page before intent, brotli', value: loader, gate: 3_072, goal: 2_048, isExact: true },
    {
      name: 'first open: HTML + CSS + JS, brotli',
      value: firstOpen,
      gate: 28 * 1024,
      goal: 20 * 1024,
      isExact: true,
    },
    {
      name: 'coming back: HTML + CSS + JS with all of the conversation, brotli',
      value: comingBack,
      gate: 34 * 1024,
      goal: 28 * 1024,
      isExact: true,
    },
    { name: 'inbox, first load, brotli', value: inbox, gate: 50 * 1024, goal: 50 * 1024, isExact: true },
  ];
}
