import type { UserId } from '@everthread/shared/models/ids';
import { useEffect } from 'preact/hooks';
import type { InboxModel } from '../models/inbox-model.ts';
import { Push } from '../push/push.tsx';
import { keepFocus } from '../ui/keep-focus.ts';

/** What goes on beside the screens, whichever is shown. */
export function Beside(props: { inbox: InboxModel; userId: UserId }) {
  useEffect(() => keepFocus(document), []);
  return <Push {...props} />;
}
