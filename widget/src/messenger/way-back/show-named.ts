import { signal } from '@preact/signals';
import { AT_MESSAGE } from '../../channel.ts';
import { askToGoOn } from '../../way-back/go-on-at-site.ts';
import { newOwnKey, showPass } from '../../way-back/own-key.ts';
import { showMessageIn } from '../../way-back/show-message.ts';
import type { ThreadModel } from '../models/thread-model.ts';

/** Whether it is still to be seen that our own page has led the visitor here, or he is on his way into his thread. */
export const isLed = signal(false);

/** Shows, within this page, the message that the address of the page around names. */
export function showNamed(address: string, thread: Pick<ThreadModel, 'whereIs'>): void {
  const id = AT_MESSAGE.exec(address)?.[1];
  if (!id) return;
  showMessageIn(document, id);
  isLed.value = true;
  void goOnHere(thread).then((isComing) => {
    isLed.value = isComing;
  });
}

/**
 * Where our own page has opened this one, and nobody is known here, its visitor is let in: the site then has a key for
 * him as any other, and the messenger begins anew with it.
 */
async function goOnHere({ whereIs }: Pick<ThreadModel, 'whereIs'>): Promise<boolean> {
  if ((await whereIs()).key) return false;
  const pass = await askToGoOn(window);
  const key = newOwnKey();
  const workspaceId = new URLSearchParams(location.search).get('workspace') ?? '';
  if (!pass || (await showPass(workspaceId, pass, key)).state !== 'let-in') return false;
  await whereIs({ keep: key });
  // What he has begun to write would be lost: it leads into his thread by itself, once it is sent.
  if (!document.querySelector('textarea')?.value) location.reload();
  return true;
}
