import type { App } from '../../app-context.ts';
import { enThread } from '../../locales/en-thread.ts';

/** Puts words or a link where they can be pasted from, and says so. */
export async function copyFromThread(what: string, { toasts }: Pick<App, 'toasts'>): Promise<void> {
  const words = enThread.message;
  try {
    await navigator.clipboard.writeText(what);
    toasts.show({ tone: 'news', text: words.copied });
  } catch {
    toasts.show({ tone: 'trouble', text: words.notCopied });
  }
}
