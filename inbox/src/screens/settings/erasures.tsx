import type { ErasureId } from '@everthread/shared/models/ids';
import type { ErasedKind, Erasure } from '@everthread/shared/models/personal-data';
import { useEffect, useMemo } from 'preact/hooks';
import { createCall } from '../../api/call.ts';
import { useApp } from '../../app-context.ts';
import { fullTime } from '../../format.ts';
import { useLocale } from '../../locale.ts';
import { enPersonalData } from '../../locales/en-personal-data.ts';
import { ErasuresModel } from '../../models/erasures-model.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import { newId } from '../../new-id.ts';
import { LoadFailed } from '../load-failed.tsx';
import { SettingCard } from './setting.tsx';

/** Receipts of visitors who were erased, newest first. */
export function Erasures({ inbox }: { inbox: InboxModel }) {
  const w = enPersonalData.receipts;
  const { account } = useApp();
  const workspaceId = inbox.workspaceId.value;
  const model = useMemo(
    () =>
      new ErasuresModel(
        createCall(window.fetch.bind(window), account.turnAway),
        workspaceId,
        () => newId() as ErasureId,
      ),
    [workspaceId, account],
  );
  useEffect(() => void model.load(), [model]);
  const state = model.state.value;
  return (
    <SettingCard at="erasures" title={w.title} hint={w.lead}>
      {state.name === 'loading' && <div class="bone h-16 rounded-medium" aria-busy="true" />}
      {state.name === 'failed' && <LoadFailed says={w.failed} onRetry={() => void model.load()} />}
      {state.name === 'ready' && state.erasures.length === 0 && <p class="text-soft">{w.none}</p>}
      {state.name === 'ready' && <Receipts erasures={state.erasures} inbox={inbox} />}
      {state.name === 'ready' && state.unseen.length > 0 && (
        <details class="mt-4 border-t border-line pt-4">
          <summary class="w-fit cursor-pointer rounded-small text-small text-soft hover:text-ink">{w.unseen}</summary>
          <p class="my-3 text-small text-pretty text-soft">{w.unseenLead}</p>
          <Receipts erasures={state.unseen} inbox={inbox} />
        </details>
      )}
    </SettingCard>
  );
}

const Receipts = ({ erasures, inbox }: { erasures: readonly Erasure[]; inbox: InboxModel }) => (
  <ul class="divide-y divide-line">
    {erasures.map((erasure) => (
      <Receipt key={erasure.id} erasure={erasure} inbox={inbox} />
    ))}
  </ul>
);

function Receipt({ erasure, inbox }: { erasure: Erasure; inbox: InboxModel }) {
  const { receipts: w, kinds } = enPersonalData;
  const { language } = useLocale();
  const { askedBy, agentId, askedAt, doneAt, counts } = erasure;
  const who =
    askedBy === 'agent'
      ? w.askedBy.agent((agentId && inbox.roster.nameOfAgent(agentId)) ?? w.somebody)
      : w.askedBy[askedBy];
  const what = Object.entries(counts).map(([kind, count]) => `${kinds[kind as ErasedKind] ?? kind}: ${count}`);
  return (
    <li class="py-3 first:pt-0 last:pb-0">
      <p class="flex flex-wrap justify-between gap-x-4">
        <span class="font-medium">{who}</span>
        <time dateTime={doneAt ?? askedAt} class="text-small text-faint">
          {doneAt ? fullTime(doneAt, language) : w.goingOn}
        </time>
      </p>
      <p class="mt-0.5 text-small text-soft">{what.join(' · ')}</p>
      <p class="mt-0.5 font-mono text-small break-all text-faint">{erasure.id}</p>
    </li>
  );
}
