import { useMemo } from 'preact/hooks';
import { type ArticlesApi, createArticlesApi } from '../../api/articles-api.ts';
import { createCall } from '../../api/call.ts';
import { useApp } from '../../app-context.ts';
import { errorWords } from '../../error-words.ts';
import { useStrings } from '../../locale.ts';
import { useArticleWords } from '../../locales/en-articles.ts';
import type { InboxModel } from '../../models/inbox-model.ts';

export function useArticlesApi(inbox: InboxModel): ArticlesApi {
  const { account } = useApp();
  return useMemo(
    () => createArticlesApi(createCall(window.fetch.bind(window), account.turnAway), inbox.workspaceId.peek()),
    [inbox, account],
  );
}

/** Does something and says what hindered it. Whether it was done. */
export function useAttempt(): (what: () => Promise<unknown>) => Promise<boolean> {
  const { toasts } = useApp();
  const t = useStrings();
  const w = useArticleWords();
  return async (what) => {
    try {
      await what();
      return true;
    } catch (error) {
      toasts.show({ tone: 'trouble', text: `${w.notDone}. ${errorWords(error, t)}` });
      return false;
    }
  };
}
