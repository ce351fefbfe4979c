import type { ArticleId } from '@everthread/shared/models/ids';
import { useEffect, useMemo } from 'preact/hooks';
import { useCommandsAside } from '../../commands/use-commands-aside.ts';
import { ArticlesModel } from '../../models/articles-model.ts';
import type { OpenedInbox } from '../../open-inbox.ts';
import { GapsScreen } from '../article-gaps/gaps-screen.tsx';
import { ImportScreen } from '../article-import/import-screen.tsx';
import { ArticleEditor } from './article-editor.tsx';
import { ArticleList } from './article-list.tsx';
import { useArticlesApi } from './use-articles.ts';

/** The knowledge base: its list, one of its articles, or what is brought in. */
export function ArticlesScreen({
  opened: { inbox, api: team },
  at,
}: {
  opened: OpenedInbox;
  at: ArticleId | 'import' | 'gaps' | undefined;
}) {
  const api = useArticlesApi(inbox);
  const list = useMemo(() => new ArticlesModel(api), [api]);
  useEffect(() => inbox.start(), [inbox]);
  const layer = useCommandsAside(inbox);
  useEffect(() => void list.loadCollections(), [list]);
  return (
    <main class="h-full overflow-y-auto bg-ground">
      {at === undefined ? (
        <ArticleList inbox={inbox} api={api} list={list} />
      ) : at === 'gaps' ? (
        <GapsScreen inbox={inbox} api={api} team={team} />
      ) : at === 'import' ? (
        <ImportScreen inbox={inbox} api={api} list={list} />
      ) : (
        <ArticleEditor key={at} id={at} inbox={inbox} api={api} list={list} />
      )}
      {layer}
    </main>
  );
}
