import type { ArticleVersion, ListedVersion } from '@everthread/shared/models/article';
import type { ArticleId } from '@everthread/shared/models/ids';
import { useEffect, useState } from 'preact/hooks';
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
  const [versions, setVersions] = useState<readonly ListedVersion[] | 'failed' | undefined>();
  const [chosen, setChosen] = useState<number | undefined>();
  const [shown, setShown] = useState<ArticleVersion | undefined>();
  const words = model.pages.value.get(tag)?.words ?? { title: '', body: '' };
  const published = model.article.value?.variants.find((each) => each.language === tag)?.published;

  useEffect(() => {
    api.versions(id, tag).then(
      (all) => {
        setVersions(all);
        setChosen(all[0]?.version);
      },
      () => setVersions('failed'),
    );
  }, [api, id, tag]);

  useEffect(() => {
    let isWanted = true;
    setShown(undefined);
    if (chosen === undefined) return;
    api.version(id, tag, chosen).then(
      (version) => isWanted && setShown(version),
      () => isWanted && setVersions('failed'),
    );
    return () => {
      isWanted = false;
    };
  }, [api, id, tag, chosen]);

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
  const votes = Array.isArray(versions) ? versions.find(({ version }) => version === chosen)?.votes : undefined;
  const said = (votes?.helped ?? 0) + (votes?.notHelped ?? 0);
  const textOf = ({ title, body }: { title: string; body: string }) => `${title}\n\n${body}`;
  const isSame = shown !== undefined && textOf(shown) === textOf(words);

  return (
    <Dialog title={w.title} closeLabel={t.close} width="wide" onClose={onClose}>
      {versions === undefined && <div class="bone h-20" aria-busy="true" />}
      {versions === 'failed' && (
        <p role="alert" class="text-danger">
          {w.failed}
        </p>
      )}
      {Array.isArray(versions) && versions.length === 0 && <p class="text-soft">{w.none}</p>}
      {Array.isArray(versions) && chosen !== undefined && (
        <div class="flex flex-col gap-3">
          <Select
            aria-label={w.open}
            value={chosen}
            onChange={({ currentTarget: { value } }) => setChosen(Number(value))}
          >
            {(versions as readonly ListedVersion[]).map((version) => (
              <option key={version.version} value={version.version}>
                {nameOf(version)}
              </option>
            ))}
          </Select>
          {said > 0 && <p class="text-soft">{w.votes(votes?.helped ?? 0, said)}</p>}
          {!shown && <div class="bone h-20" aria-busy="true" />}
          {shown && <p class="text-pretty text-soft">{isSame ? w.same : w.against}</p>}
          {shown && <DiffView before={textOf(shown)} after={textOf(words)} />}
          {shown && !isSame && (
            <div class="flex justify-end">
              <Button look="primary" onClick={() => void restore(shown.version)}>
                {w.restore(shown.version)}
              </Button>
            </div>
          )}
        </div>
      )}
    </Dialog>
  );
}
