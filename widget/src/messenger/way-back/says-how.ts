import type { WayBack } from '@everthread/shared/models/way-back';
import { fill } from '../../way-back/words.ts';
import type { WayBackWords } from './words.ts';

/** How the visitor is told; nothing where no way is set up, and one could be offered. */
export function saysHow({ choice, pushes, mail }: WayBack, w: WayBackWords): string {
  if (choice === 'never') return w.never;
  const hasPush = pushes > 0 && choice !== 'mail';
  const hasMail = mail !== null && choice !== 'push';
  if (!hasPush && !hasMail) return '';
  if (choice === 'done') return w.whenDone;
  const ways = hasPush && hasMail ? w.byEither : hasPush ? w.byPush : w.byMail;
  return fill(w.set, { ways: fill(ways, { address: mail ?? '' }) });
}
