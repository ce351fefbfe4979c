import type { Comparison, Experiment, ExperimentReport } from '@everthread/shared/models/experiment';
import type { ExperimentId } from '@everthread/shared/models/ids';
import { useEffect, useId, useState } from 'preact/hooks';
import { useLocale } from '../../locale.ts';
import { type ExperimentWords, useExperimentWords } from '../../locales/en-experiments.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import { Select } from '../../ui/select.tsx';
import { useExperimentsApi } from '../experiments/use-experiments-api.ts';
import { LoadFailed } from '../load-failed.tsx';
import { Card, Wide } from './data-table.tsx';

const SHARES: ReadonlySet<Comparison['measure']> = new Set(['satisfaction', 'reopened']);

/** What came of the experiments that have begun. Nothing where there is none. */
export function ExperimentsCard({ inbox }: { inbox: InboxModel }) {
  const w = useExperimentWords();
  const id = useId();
  const api = useExperimentsApi(inbox);
  const [experiments, setExperiments] = useState<readonly Experiment[]>([]);
  const [chosen, setChosen] = useState<ExperimentId>();
  const [report, setReport] = useState<ExperimentReport | 'loading' | 'failed'>('loading');
  const [tries, setTries] = useState(1);
  const tryAgain = () => {
    setReport('loading');
    setTries(tries + 1);
  };
  useEffect(() => {
    let isWanted = true;
    api.experiments().then(
      (all) => isWanted && setExperiments(all.filter(({ state }) => state !== 'draft')),
      () => isWanted && setReport('failed'),
    );
    return () => {
      isWanted = false;
    };
  }, [api, tries]);
  const shown = experiments.find((each) => each.id === chosen) ?? experiments[0];
  useEffect(() => {
    if (!shown) return;
    let isWanted = true;
    setReport('loading');
    api.experimentReport(shown.id).then(
      (found) => isWanted && setReport(found),
      () => isWanted && setReport('failed'),
    );
    return () => {
      isWanted = false;
    };
  }, [api, shown?.id, tries]);

  if (!shown && report !== 'failed') return null;
  return (
    <Card title={w.report.title} hint={w.report.method}>
      {shown && experiments.length > 1 && (
        <div class="mb-4 flex max-w-md flex-col gap-1.5">
          <label for={id} class="font-medium">
            {w.report.choose}
          </label>
          <Select
            id={id}
            value={shown.id}
            onChange={({ currentTarget }) => setChosen(experiments.find((each) => each.id === currentTarget.value)?.id)}
          >
            {experiments.map((each) => (
              <option key={each.id} value={each.id}>
                {each.name}
              </option>
            ))}
          </Select>
        </div>
      )}
      {report === 'failed' && <LoadFailed says={w.report.failed} onRetry={tryAgain} />}
      {report === 'loading' && <div class="bone h-40 rounded-medium" aria-busy="true" />}
      {shown && typeof report === 'object' && <Figures experiment={shown} report={report} w={w} />}
    </Card>
  );
}

type FiguresProps = { experiment: Experiment; report: ExperimentReport; w: ExperimentWords };

function Figures({ experiment, report, w }: FiguresProps) {
  const { language } = useLocale();
  const { topics, visitors, measures, isCut } = report;
  const count = (value: number) => value.toLocaleString(language, { maximumFractionDigits: 1 });
  const taking = (arm: 'first' | 'second') => w.report.taking(count(topics[arm]), count(visitors[arm]));
  const cell = 'border-b border-line px-2 py-2 text-start align-top';
  return (
    <>
      <p class="mb-3 font-medium">
        <bdi>{experiment.name}</bdi> <span class="font-normal text-soft">{w.states[experiment.state]}</span>
      </p>
      {measures.some(({ isTooEarly }) => isTooEarly) && (
        <p role="note" class="mb-3 rounded-medium bg-raised px-3 py-2 text-pretty">
          {w.report.someEarly}
        </p>
      )}
      {isCut && <p class="mb-2 text-soft">{w.report.cut}</p>}
      <Wide name={experiment.name}>
        <table class="w-full min-w-120 tabular-nums">
          <thead>
            <tr class="text-small text-soft">
              <th scope="col" class={`${cell} font-medium`}>
                {w.report.figure}
              </th>
              {(['first', 'second'] as const).map((arm) => (
                <th key={arm} scope="col" class={`${cell} font-medium`}>
                  {w.policies[arm]}
                  <span class="block font-normal">{taking(arm)}</span>
                </th>
              ))}
              <th scope="col" class={`${cell} font-medium`}>
                {w.report.difference}
              </th>
              <th scope="col" class={`${cell} font-medium`}>
                {w.report.needed}
              </th>
            </tr>
          </thead>
          <tbody>
            {measures.map((measure) => (
              <Measure key={measure.measure} measure={measure} cell={cell} count={count} w={w} />
            ))}
          </tbody>
        </table>
      </Wide>
    </>
  );
}

type MeasureProps = { measure: Comparison; cell: string; count: (value: number) => string; w: ExperimentWords };

function Measure({ measure, cell, count, w }: MeasureProps) {
  const { language } = useLocale();
  const { first, second, difference, low, high, needed, isTooEarly } = measure;
  const isShare = SHARES.has(measure.measure);
  const write = (value: number) =>
    isShare
      ? value.toLocaleString(language, { style: 'percent', maximumFractionDigits: 1 })
      : value.toLocaleString(language, { maximumFractionDigits: 1 });
  const signed = (value: number) => (value > 0 ? `+${write(value)}` : write(value));
  return (
    <tr>
      <th scope="row" class={`${cell} font-medium`}>
        {w.report.measures[measure.measure]}
      </th>
      {[first, second].map(({ value, cases }, nth) => (
        <td key={nth === 0 ? 'first' : 'second'} class={cell}>
          {value === null ? '–' : write(value)}
          <span class="block text-small text-faint">{w.report.of(count(cases))}</span>
        </td>
      ))}
      <td class={cell}>
        {difference === null ? '–' : signed(difference)}
        {low !== null && high !== null && (
          <span class="block text-small text-faint">{w.report.between(signed(low), signed(high))}</span>
        )}
      </td>
      <td class={cell}>
        {needed ? `${count(needed.first)} + ${count(needed.second)}` : w.report.unknown}
        {isTooEarly && <span class="block text-small font-medium text-note-fill">{w.report.early}</span>}
      </td>
    </tr>
  );
}
