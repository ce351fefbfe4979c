import { isDeepStrictEqual } from 'node:util';
import type { FinalView, Run, Violation } from './checker.ts';

type Message = { id: string; seq: number; text?: string };

/** What everybody sees in the end: the same, and what a fresh start would show. */
export function inViews({ views, lists, database }: Run): Violation[] {
  const found: Violation[] = [];
  for (const { device, status, shown, fresh } of lists) {
    if (!isDeepStrictEqual(shown, fresh)) {
      found.push({ promise: 'T4 list = fresh list', what: `${device}, ${status}: ${difference(shown, fresh)}` });
    }
  }
  for (const view of views) {
    const says = (promise: string, what: string) =>
      void found.push({ promise, what: `${view.device}, ${view.threadId}: ${what}` });
    const messages = view.messages as Message[];
    if (new Set(messages.map(({ id }) => id)).size !== messages.length)
      says('T2 no doubles', 'a message is shown twice');
    if (!isSame(view)) {
      says(
        'T4 view = fresh snapshot',
        difference([view.messages, view.topics, view.seen], [view.fresh.messages, view.fresh.topics, view.fresh.seen]),
      );
    }
    if (view.countUnsent > 0) says('T9 what is queued arrives', `${view.countUnsent} messages are still on their way`);
    const stored = database.messages.filter(
      ({ threadId, kind }) => threadId === view.threadId && (view.isTeams || kind === 'message'),
    );
    const order = stored.map(({ id }) => id);
    if (
      !isDeepStrictEqual(
        order,
        messages.map(({ id }) => id),
      )
    ) {
      says(
        'T3 one order',
        `shows ${messages.length} messages, in another order than the ${order.length} that are stored`,
      );
    }
  }
  return found;
}

const isSame = ({ messages, topics, seen, fresh }: FinalView) =>
  isDeepStrictEqual([messages, topics, seen], [fresh.messages, fresh.topics, fresh.seen]);

/** Where two values part, in a few words. */
function difference(a: unknown, b: unknown, path = ''): string {
  if (isDeepStrictEqual(a, b)) return '';
  const areObjects = [a, b].every((value) => typeof value === 'object' && value !== null);
  if (!areObjects) return `${path || 'it'} is ${brief(a)}, fresh it is ${brief(b)}`;
  const [left, right] = [a, b] as Record<string, unknown>[];
  const names = new Set([...Object.keys(left ?? {}), ...Object.keys(right ?? {})]);
  const name = [...names].find((key) => !isDeepStrictEqual(left?.[key], right?.[key])) ?? '';
  return difference(left?.[name], right?.[name], `${path}/${name}`);
}

const brief = (value: unknown) => (JSON.stringify(value) ?? 'nothing').slice(0, 160);
