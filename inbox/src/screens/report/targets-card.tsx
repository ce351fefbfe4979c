import type { TargetReport } from '@everthread/shared/models/target';
import { useEffect, useState } from 'preact/hooks';
import { useLocale } from '../../locale.ts';
import { useReportWords } from '../../locales/en-report.ts';
import { useTargetWords } from '../../locales/en-targets.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import { Icon } from '../../ui/icon.tsx';
import { LoadFailed } from '../load-failed.tsx';
import { useTargetsApi } from '../targets/use-targets-api.ts';
import { Card, Wide } from './data-table.tsx';
import { certaintyWords, percent } from './figures.ts';

type State = { name: 'loading' } | { name: 'failed' } | { name: 'ready'; report: TargetReport };

/** How often the team kept to its targets. Nothing where it has none. */
export function TargetsCard({ inbox, days }: { inbox: InboxModel; days: number }) {
  const w = useTargetWords().report;
  const api = useTargetsApi(inbox);
  const [state, setState] = useState<State>({ name: 'loading' });
  const [tries, setTries] = useState(1);
  useEffect(() => {
    let isWanted = true;
    api.targetReport(days).then(
      (report) => isWanted && setState({ name: 'ready', report }),
      () => isWanted && setState({ name: 'failed' }),
    );
    return () => {
      isWanted = false;
    };
  }, [api, days, tries]);
  if (state.name === 'loading') return null;
  if (state.name === 'ready' && state.report.targets.length === 0) return null;
  return (
    <Card title={w.title} hint={w.hint}>
      {state.name === 'failed' ? (
        <LoadFailed says={w.failed} onRetry={() => setTries(tries + 1)} />
      ) : (
        <Figures report={state.report} />
      )}
      {inbox.roster.isManager.value && (
        <a
          href={`/api/workspaces/${inbox.workspaceId.value}/export?what=targets&format=csv`}
          download
          class="mt-4 inline-flex items-center gap-1.5 font-medium text-accent hover:underline"
        >
          <Icon name="download" /> {w.csv}
        </a>
      )}
    </Card>
  );
}

function Figures({ report }: { report: TargetReport }) {
  const words = useTargetWords();
  const w = words.report;
  const reportWords = useReportWords();
  const { language } = useLocale();
  const write = (value: number) => percent(value, language);
  const count = (value: number) => value.toLocaleString(language);
  const cell = 'border-b border-line px-2 py-2 text-start align-top';
  return (
    <Wide name={w.title}>
      {report.isCut && <p class="mb-2 text-soft">{w.cut}</p>}
      <table class="w-full min-w-120 text-start tabular-nums">
        <thead>
          <tr class="text-small text-soft">
            {[w.target, w.kind, w.kept, w.running, w.late].map((title) => (
              <th key={title} scope="col" class="border-b border-line px-2 py-1.5 text-start font-medium">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {report.targets.flatMap(({ targetId, name, kinds }) =>
            kinds.map(({ kind, kept, open, late }, nth) => (
              <tr key={`${targetId} ${kind}`}>
                <th scope="row" class={`${cell} font-medium`}>
                  <bdi class={nth > 0 ? 'sr-only' : ''}>{name}</bdi>
                </th>
                <td class={cell}>{words.kinds[kind]}</td>
                <td class={cell}>
                  {kept.value === null ? '–' : write(kept.value)}
                  <span class="block text-small text-faint">{certaintyWords(kept, write, reportWords, language)}</span>
                </td>
                <td class={cell}>{count(open)}</td>
                <td class={`${cell} ${late > 0 ? 'text-danger' : ''}`}>{count(late)}</td>
              </tr>
            )),
          )}
        </tbody>
      </table>
    </Wide>
  );
}
