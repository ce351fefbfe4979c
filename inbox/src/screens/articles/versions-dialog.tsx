import type { ListedVersion } from '@everthread/shared/models/article';
import type { ArticleId } from '@everthread/shared/models/ids';
import { useState } from 'preact/hooks';
import type { ArticlesApi } from '../../api/articles-api.ts';
import { useApp } from '../../app-context.ts';
import { fullTime } from '../../format.ts';
import { useLocale } from '../../locale.ts';
import { useArticleWords } from '../../locales/en-articles.ts';
import type { ArticleModel } from '../../models/article-model.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Select } from '../../ui/select.tsx';
import { LoadFailed } from '../load-failed.tsx';
import { useLoaded } from '../use-loaded.ts';
import { DiffView } from './diff-view.tsx';
import { useAttempt } from './use-articles.ts';

type VersionsDialogProps = {
  id: ArticleId;
  language: string;
  api: Pick<ArticlesApi, 'versions' | 'version'>;
  model: ArticleModel;
  inbox: InboxModel;
  onClose: () => void;
};

/** What was published in this language, each beside what is written now. */
export function VersionsDialog({ id, language: tag, api, model, inbox, onClose }: VersionsDialogProps) {
  const { toasts } = useApp();
  const { strings: t, language } = useLocale();
  const w = useArticleWords().versions;
  const attempt = useAttempt();
  const state = useLoaded(() => api.versions(id, tag), [api, id, tag]);
  const [picked, setPicked] = useState<number | undefined>();
  const versions = state.name === 'ready' ? state.value : [];
  const chosen = versions.find(({ version }) => version === picked) ?? versions[0];
  const published = model.article.value?.variants.find((each) => each.language === tag)?.published;

  async function restore(version: number): Promise<void> {
    let isThere = false;
    const isDone = await attempt(async () => {
      isThere = await model.restore(tag, version);
    });
    if (isDone && isThere) toasts.show({ tone: 'news', text: w.restored(version) });
    if (isDone) onClose();
  }

  const nameOf = ({ version, publishedAt, publishedBy }: ListedVersion): string => {
    const who = publishedBy && inbox.roster.nameOfAgent(publishedBy);
    const parts = [w.name(version), fullTime(publishedAt, language), who && w.by(who)];
    return [...parts, published?.version === version && w.now].filter(Boolean).join(', ');
  };
  const votes = chosen?.votes;
  const said = (votes?.helped ?? 0) + (votes?.notHelped ?? 0);

  return (
    <Dialog title={w.title} closeLabel={t.close} width="wide" onClose={onClose}>
      {state.name === 'loading' && <div class="bone h-20" aria-busy="true" />}
      {state.name === 'failed' && <LoadFailed says={w.failed} error={state.error} onRetry={state.tryAgain} />}
      {state.name === 'ready' && !chosen && <p class="text-soft">{w.none}</p>}
      {chosen && (
        <div class="flex flex-col gap-3">
          <Select
            aria-label={w.open}
            value={chosen.version}
            onChange={({ currentTarget: { value } }) => setPicked(Number(value))}
          >
            {versions.map((version) => (
              <option key={version.version} value={version.version}>
                {nameOf(version)}
              </option>
            ))}
          </Select>
          {said > 0 && <p class="text-soft">{w.votes(votes?.helped ?? 0, said)}</p>}
          <Compared
            key={chosen.version}
            version={chosen.version}
            read={() => api.version(id, tag, chosen.version)}
            now={model.pages.value.get(tag)?.words ?? { title: '', body: '' }}
            onRestore={() => void restore(chosen.version)}
          />
        </div>
      )}
    </Dialog>
  );
}

type Words = { title: string; body: string };
type ComparedProps = { version: number; read: () => Promise<Words>; now: Words; onRestore: () => void };

/** A version beside what is written now, and a way back to it. */
function Compared({ version, read, now, onRestore }: ComparedProps) {
  const w = useArticleWords().versions;
  const state = useLoaded(read, [version]);
  if (state.name === 'loading') return <div class="bone h-20" aria-busy="true" />;
  if (state.name === 'failed') return <LoadFailed says={w.failedOne} error={state.error} onRetry={state.tryAgain} />;
  const textOf = ({ title, body }: Words) => `${title}\n\n${body}`;
  const [before, after] = [textOf(state.value), textOf(now)];
  return (
    <>
      <p class="text-pretty text-soft">{before === after ? w.same : w.against}</p>
      <DiffView before={before} after={after} />
      {before !== after && (
        <div class="flex justify-end">
          <Button look="primary" onClick={onRestore}>
            {w.restore(version)}
          </Button>
        </div>
      )}
    </>
  );
}
