import { useEffect, useMemo } from 'preact/hooks';
import type { TeamApi } from '../../api/team-api.ts';
import { useStrings } from '../../locale.ts';
import { useArticleWords } from '../../locales/en-articles.ts';
import { GapsModel } from '../../models/gaps-model.ts';
import { newId } from '../../new-id.ts';
import { pathOf } from '../../routes.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Placard } from '../../ui/placard.tsx';
import type { AreaProps } from '../articles/article-list.tsx';
import { backLink } from '../articles/looks.ts';
import { Gap } from './gap.tsx';

type GapsScreenProps = Pick<AreaProps, 'inbox' | 'api'> & { team: TeamApi };

/** What visitors asked that no article answers. */
export function GapsScreen({ inbox, api, team }: GapsScreenProps) {
  const t = useStrings();
  const w = useArticleWords();
  const model = useMemo(
    () => new GapsModel({ ...api, thread: team.thread, history: team.history }, newId),
    [api, team],
  );
  useEffect(() => void model.load(), [model]);
  const workspaceId = inbox.workspaceId.value;
  const state = model.state.value;
  return (
    <div class="mx-auto flex max-w-264 flex-col gap-5 px-4 py-5 two:py-8">
      <header>
        <a href={pathOf({ name: 'articles', workspaceId })} class={backLink}>
          <Icon name="back" /> {w.editor.back}
        </a>
        <h1 class="mt-3 text-large font-semibold tracking-tight">{w.gaps.title}</h1>
        <p class="mt-1 text-pretty text-soft">{w.gaps.hint}</p>
      </header>
      {state.name === 'loading' && <div class="bone h-80 rounded-large" aria-busy="true" />}
      {state.name === 'failed' && (
        <div role="alert">
          <Placard title={w.gaps.failed}>
            <Button onClick={() => void model.load()}>{t.tryAgain}</Button>
          </Placard>
        </div>
      )}
      {state.name === 'ready' && state.clusters.length === 0 && (
        <div class="rounded-large border border-line bg-surface py-10">
          <Placard title={w.gaps.none} hint={w.gaps.noneHint} />
        </div>
      )}
      {state.name === 'ready' && state.clusters.length > 0 && (
        <ul class="flex flex-col gap-3">
          {state.clusters.map((cluster) => (
            <Gap
              key={cluster.questions[0]?.id}
              cluster={cluster}
              model={model}
              workspaceId={workspaceId}
              mayWrite={inbox.roster.mayWrite.value}
            />
          ))}
        </ul>
      )}
    </div>
  );
}
