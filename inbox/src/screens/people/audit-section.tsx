import type { AuditEntry, AuditWhat } from '@everthread/shared/models/audit';
import type { AgentId } from '@everthread/shared/models/ids';
import { useEffect, useId, useMemo, useState } from 'preact/hooks';
import { fullTime } from '../../format.ts';
import { useLocale, useStrings } from '../../locale.ts';
import { AuditModel } from '../../models/audit-model.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import { Button } from '../../ui/button.tsx';
import { Select } from '../../ui/select.tsx';
import { LoadFailed } from '../load-failed.tsx';
import type { SectionProps } from '../settings/sections.ts';
import { SettingCard } from '../settings/setting.tsx';
import { Unloaded } from '../settings/when-loaded.tsx';
import { useWords } from '../settings/words.ts';
import { usePeople } from './use-people.ts';

/** Who changed what, newest first, for those who manage. */
export function AuditSection({ inbox }: SectionProps) {
  const t = useStrings();
  const w = useWords();
  const id = useId();
  const api = usePeople(inbox);
  const log = useMemo(() => new AuditModel(api), [api]);
  const [who, setWho] = useState('');
  const [what, setWhat] = useState('');
  const workspace = inbox.roster.workspace.value;
  const isManager = inbox.roster.isManager.value;
  const showChosen = () =>
    void log.show({ ...(who && { agentId: who as AgentId }), ...(what && { what: what as AuditWhat }) });
  useEffect(() => {
    if (isManager) showChosen();
  }, [log, who, what, isManager]);
  const state = log.state.value;
  if (!workspace) return <Unloaded roster={inbox.roster} />;
  if (!isManager) return <p class="text-soft">{w.hidden}</p>;

  return (
    <>
      <p class="-mt-3 text-read text-pretty text-soft">{w.audit.lead}</p>
      <SettingCard at="log" title={w.audit.changes}>
        <div class="mb-4 flex flex-wrap gap-3">
          <div class="flex min-w-40 flex-1 flex-col gap-1.5">
            <label for={`${id}-who`} class="font-medium">
              {w.audit.who}
            </label>
            <Select id={`${id}-who`} value={who} onChange={({ currentTarget }) => setWho(currentTarget.value)}>
              <option value="">{w.audit.everybody}</option>
              {[...workspace.agents, ...workspace.formerAgents].map((agent) => (
                <option key={agent.id} value={agent.id}>
                  {agent.name}
                </option>
              ))}
            </Select>
          </div>
          <div class="flex min-w-40 flex-1 flex-col gap-1.5">
            <label for={`${id}-what`} class="font-medium">
              {w.audit.what}
            </label>
            <Select id={`${id}-what`} value={what} onChange={({ currentTarget }) => setWhat(currentTarget.value)}>
              <option value="">{w.audit.everything}</option>
              {Object.entries(w.audit.kinds).map(([kind, words]) => (
                <option key={kind} value={kind}>
                  {words}
                </option>
              ))}
            </Select>
          </div>
        </div>
        {state.name === 'loading' && <div class="bone h-24 rounded-medium" aria-busy="true" />}
        {state.name === 'failed' && <LoadFailed says={w.audit.failed} onRetry={showChosen} />}
        {state.name === 'ready' && (
          <>
            {state.entries.length === 0 && <p class="text-soft">{w.audit.none}</p>}
            <ul class="divide-y divide-line">
              {state.entries.map((entry) => (
                <Line key={entry.id} entry={entry} inbox={inbox} />
              ))}
            </ul>
            {state.next !== null && (
              <Button class="mt-4" onClick={() => void log.more()}>
                {w.audit.more}
              </Button>
            )}
          </>
        )}
        <p role="status" class="sr-only">
          {state.name === 'loading' ? t.loading : ''}
        </p>
      </SettingCard>
    </>
  );
}

function Line({ entry, inbox }: { entry: AuditEntry; inbox: InboxModel }) {
  const { language } = useLocale();
  const w = useWords();
  const { agentId, what, at, details } = entry;
  const { subject, from, to } = details;
  const name = agentId === null ? w.audit.system : (inbox.roster.nameOfAgent(agentId) ?? w.audit.somebody);
  const isChange = from !== undefined && to !== undefined;
  return (
    <li class="py-3">
      <p class="flex flex-wrap items-baseline justify-between gap-x-3">
        <bdi class="font-medium">{name}</bdi>
        <time dateTime={at} class="text-small text-faint">
          {fullTime(at, language)}
        </time>
      </p>
      <p>{w.audit.kinds[what]}</p>
      {(subject || isChange) && (
        <p class="text-soft wrap-anywhere">
          {subject && <bdi>{subject}</bdi>}
          {subject && isChange && ' · '}
          {isChange && <bdi>{w.audit.fromTo(from || w.audit.nothing, to || w.audit.nothing)}</bdi>}
        </p>
      )}
    </li>
  );
}
