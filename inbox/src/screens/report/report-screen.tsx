import type { Report, Share } from '@everthread/shared/models/report';
import { useEffect, useMemo, useState } from 'preact/hooks';
import { createCall } from '../../api/call.ts';
import { useApp } from '../../app-context.ts';
import { useCommandsAside } from '../../commands/use-commands-aside.ts';
import { useLocale } from '../../locale.ts';
import { useReportWords } from '../../locales/en-report.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import type { OpenedInbox } from '../../open-inbox.ts';
import { Icon } from '../../ui/icon.tsx';
import { dateWords } from '../hours/date-words.ts';
import { LoadFailed } from '../load-failed.tsx';
import { faceOf } from '../topic/rating-line.tsx';
import { type Loaded, useLoaded } from '../use-loaded.ts';
import { Calibration } from './calibration.tsx';
import { Card, DataTable } from './data-table.tsx';
import { ExperimentsCard } from './experiments-card.tsx';
import { certaintyWords, percent } from './figures.ts';
import { HeatMap } from './heat-map.tsx';
import { ShareBars } from './share-bars.tsx';
import { ShareRows } from './share-rows.tsx';
import { TargetsCard } from './targets-card.tsx';
import { Times } from './times.tsx';

const SPANS = [7, 28, 90];

/** How the team has answered. */
export function ReportScreen({ opened: { inbox } }: { opened: OpenedInbox }) {
  const w = useReportWords();
  const [days, setDays] = useState(28);
  const state = useReport(inbox, days);
  useEffect(() => inbox.start(), [inbox]);
  const layer = useCommandsAside(inbox);
  return (
    <main class="h-full overflow-y-auto bg-ground">
      <div class="mx-auto flex max-w-240 flex-col gap-5 px-4 py-5 two:py-8">
        <header class="flex flex-wrap items-center gap-x-4 gap-y-2">
          <a
            href={`/inbox/${inbox.workspaceId.value}/open`}
            class="-ms-2 inline-flex items-center gap-1 rounded-medium px-2 py-1.5 text-soft hover:bg-raised hover:text-ink"
          >
            <Icon name="back" /> {w.back}
          </a>
          <h1 class="basis-full text-large font-semibold tracking-tight">{w.title}</h1>
          <div role="radiogroup" aria-label={w.span} class="flex gap-1">
            {SPANS.map((span) => (
              <label
                key={span}
                class="cursor-pointer rounded-medium border border-line bg-surface px-3 py-1.5 has-checked:border-accent has-checked:bg-chosen has-focus-visible:outline-2 has-focus-visible:outline-accent"
              >
                <input
                  type="radio"
                  name="span"
                  class="sr-only"
                  checked={days === span}
                  onChange={() => setDays(span)}
                />
                {w.days(span)}
              </label>
            ))}
          </div>
        </header>
        {state.name === 'loading' && <div class="bone h-80 rounded-large" aria-busy="true" />}
        {state.name === 'failed' && <LoadFailed says={w.failed} error={state.error} onRetry={state.tryAgain} />}
        {state.name === 'ready' && <Figures report={state.value} inbox={inbox} />}
      </div>
      {layer}
    </main>
  );
}

function useReport(inbox: InboxModel, days: number): Loaded<Report> {
  const { account } = useApp();
  const workspaceId = inbox.workspaceId.value;
  const call = useMemo(() => createCall(window.fetch.bind(window), account.turnAway), [account]);
  return useLoaded(async () => {
    const path = `/api/workspaces/${workspaceId}/report?days=${days}`;
    return (await call<{ report: Report }>('GET', path)).report;
  }, [call, workspaceId, days]);
}

function Figures({ report, inbox }: { report: Report; inbox: InboxModel }) {
  const w = useReportWords();
  const { language } = useLocale();
  const { kept, ratings } = report;
  const teamName = (id: (typeof kept.byTeam)[number]['teamId']) => (id && inbox.roster.nameOfTeam(id)) || w.kept.noTeam;
  return (
    <>
      {report.isCut && <p class="text-soft">{w.cut}</p>}
      <Card title={w.times.title} hint={w.times.hint}>
        <Times report={report} />
        <p class="mt-3 text-soft">{w.waitingNow(report.waitingNow.toLocaleString(language))}</p>
      </Card>
      <Card title={w.kept.title} hint={w.kept.hint}>
        <BigShare share={kept.all} name={w.kept.all} />
        {kept.all.value !== null && (
          <div class="mt-6 grid gap-6 two:grid-cols-2">
            <ShareBars
              title={w.kept.byDay}
              bars={kept.byDay.map(({ day, share }) => ({ name: dateWords(day, language), share }))}
            />
            <ShareBars
              title={w.kept.byHour}
              bars={kept.byHour.map(({ hour, share }) => ({ name: `${String(hour).padStart(2, '0')}:00`, share }))}
            />
            <ShareRows
              title={w.kept.byTeam}
              rows={kept.byTeam.map(({ teamId, share }) => ({ name: teamName(teamId), share }))}
            />
            <ShareRows
              title={w.kept.byKind}
              rows={kept.byKind.map(({ kind, share }) => ({ name: w.kept.kinds[kind], share }))}
            />
          </div>
        )}
      </Card>
      <Card title={w.bands.title} hint={w.bands.hint}>
        {report.bands.every(({ share }) => share.value === null) ? (
          <p class="text-soft">{w.none}</p>
        ) : (
          <Calibration bands={report.bands} />
        )}
      </Card>
      <TargetsCard inbox={inbox} days={report.days} />
      <ExperimentsCard inbox={inbox} />
      <Card title={w.busiest.title} hint={w.busiest.hint}>
        <HeatMap week={report.busiest} />
      </Card>
      <Card title={w.ratings.title}>
        <BigShare share={ratings.good} name={w.ratings.good} />
        <DataTable
          caption={w.ratings.title}
          head={[w.ratings.score, w.ratings.count]}
          rows={ratings.counts.map((count, at) => [`${faceOf(at + 1)} ${at + 1}`, count.toLocaleString(language)])}
        />
      </Card>
      {inbox.roster.isManager.value && (
        <Card title={w.save.title} hint={w.save.hint}>
          <a
            href={`/api/workspaces/${inbox.workspaceId.value}/export?what=promises&format=csv`}
            download
            class="inline-flex items-center gap-1.5 font-medium text-accent hover:underline"
          >
            <Icon name="download" /> {w.save.csv}
          </a>
        </Card>
      )}
    </>
  );
}

function BigShare({ share, name }: { share: Share; name: string }) {
  const w = useReportWords();
  const { language } = useLocale();
  const write = (value: number) => percent(value, language);
  if (share.value === null) return <p class="text-soft">{w.none}</p>;
  return (
    <p>
      <span class="text-large font-semibold tabular-nums">{write(share.value)}</span>{' '}
      <span class="text-soft">{name}</span>
      <span class="block text-small text-faint">{certaintyWords(share, write, w, language)}</span>
    </p>
  );
}
