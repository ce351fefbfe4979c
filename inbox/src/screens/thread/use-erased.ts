import { useEffect } from 'preact/hooks';
import { ApiError } from '../../api/api-error.ts';
import { useApp } from '../../app-context.ts';
import { enPersonalData } from '../../locales/en-personal-data.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import type { ThreadModel } from '../../models/thread-model.ts';

/** Where the lists are begun anew, a thread may be gone as well, because its visitor was erased: then it is left. */
export function useErased(inbox: InboxModel, thread: ThreadModel, listPath: string): void {
  const { router, toasts } = useApp();
  useEffect(
    () =>
      inbox.listen((frame) => {
        if (frame.type !== 'reset') return;
        thread.refreshVisitor().catch((error: unknown) => {
          if (!(error instanceof ApiError) || error.code !== 'not_found') return;
          toasts.show({ tone: 'news', text: enPersonalData.gone });
          router.go(listPath, 'replace');
        });
      }),
    [inbox, thread, listPath],
  );
}
