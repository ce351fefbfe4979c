import type { AgentId } from '@everthread/shared/models/ids';
import type { Team } from '@everthread/shared/models/workspace';
import { useMemo, useRef, useState } from 'preact/hooks';
import type { PeopleApi } from '../../api/people-api.ts';
import { errorWords } from '../../error-words.ts';
import { useStrings } from '../../locale.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import { TeamMembersModel } from '../../models/team-members-model.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { useOneAtATime } from '../../ui/one-at-a-time.ts';
import { useAccountStrings } from '../account/account-strings.ts';
import type { SectionProps } from '../settings/sections.ts';
import { OnlyManagers, SettingCard, TextSetting } from '../settings/setting.tsx';
import { useSave } from '../settings/use-save.ts';
import { WhenLoaded } from '../settings/when-loaded.tsx';
import { useWords } from '../settings/words.ts';
import { usePeople } from './use-people.ts';

const NAME_MAX_LENGTH = 60;

/** The teams, who is in each, and a way to add one. */
export function TeamsSection({ inbox }: SectionProps) {
  const w = useWords();
  const api = usePeople(inbox);
  const { roster } = inbox;
  return (
    <WhenLoaded roster={roster}>
      {({ teams }) => (
        <>
          <p class="-mt-3 text-read text-pretty text-soft">{w.teams.lead}</p>
          <SettingCard at="teams" title={w.teams.create}>
            {roster.isManager.value ? <NewTeam api={api} onMade={roster.load} /> : <OnlyManagers />}
          </SettingCard>
          {teams.length === 0 && <p class="text-soft">{w.teams.none}</p>}
          {teams.map((team) => (
            <TeamCard key={team.id} team={team} api={api} inbox={inbox} />
          ))}
        </>
      )}
    </WhenLoaded>
  );
}

function NewTeam({ api, onMade }: { api: PeopleApi; onMade: () => Promise<void> }) {
  const t = useStrings();
  const w = useWords();
  const { fields } = useAccountStrings();
  const form = useRef<HTMLFormElement>(null);
  const [problem, setProblem] = useState<string>();

  const create = useOneAtATime(async () => {
    const name = String(new FormData(form.current ?? undefined).get('name') ?? '').trim();
    if (!name) return setProblem(fields.required);
    try {
      await api.createTeam(name);
      setProblem(undefined);
      form.current?.reset();
      await onMade();
    } catch (error) {
      setProblem(errorWords(error, t));
    }
  });

  return (
    <form
      ref={form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void create();
      }}
      class="flex items-start gap-3"
    >
      <div class="min-w-0 flex-1">
        <Field name="name" label={w.teams.name} maxLength={NAME_MAX_LENGTH} autocomplete="off" problem={problem} />
      </div>
      <Button type="submit" class="mt-6.5 h-10">
        {w.teams.add}
      </Button>
    </form>
  );
}

function TeamCard({ team, api, inbox }: { team: Team; api: PeopleApi; inbox: InboxModel }) {
  const w = useWords();
  const save = useSave();
  const { roster } = inbox;
  const mayChange = roster.isManager.value;
  const { id, name } = team;
  const members = useMemo(
    () => new TeamMembersModel((memberIds) => api.changeTeam(id, { memberIds: [...memberIds] }).then(roster.load)),
    [id, api, roster],
  );
  const memberIds = members.pending.value ?? team.memberIds;
  const change = (what: string, to: Parameters<PeopleApi['changeTeam']>[1], before: typeof to, said?: string) => {
    const put = (change: typeof to) => api.changeTeam(id, change).then(roster.load);
    return void save({ what, put: () => put(to), back: () => put(before), ...(said && { said }) });
  };
  const toggle = (agentId: AgentId) => {
    const after = memberIds.includes(agentId) ? memberIds.filter((each) => each !== agentId) : [...memberIds, agentId];
    void save({
      what: w.teams.members(name),
      put: () => members.change(after),
      back: () => members.change(memberIds),
    });
  };

  return (
    <SettingCard at={`team-${id}`} title={name}>
      {mayChange && (
        <TextSetting
          label={w.teams.name}
          isLabelSeen={false}
          value={name}
          maxLength={NAME_MAX_LENGTH}
          onSave={(typed) => change(w.teams.name, { name: typed }, { name })}
        />
      )}
      <fieldset class="mt-4 min-w-0" disabled={!mayChange}>
        <legend class="mb-2 font-medium">{w.teams.members(name)}</legend>
        <ul class="grid gap-x-4 gap-y-1 two:grid-cols-2">
          {[...roster.agents.value.values()].map((agent) => (
            <li key={agent.id} class="min-w-0">
              <label class="flex items-center gap-2.5 rounded-small py-1">
                <input
                  type="checkbox"
                  checked={memberIds.includes(agent.id)}
                  onChange={() => toggle(agent.id)}
                  class="size-4 shrink-0 accent-accent"
                />
                <Avatar id={agent.id} name={agent.name} photo={agent.photo} size="small" />
                <bdi class="truncate">{agent.name}</bdi>
              </label>
            </li>
          ))}
        </ul>
      </fieldset>
      {mayChange && (
        <Button
          size="small"
          look="danger"
          class="mt-4"
          onClick={() => change(name, { isRemoved: true }, { isRemoved: false }, w.teams.removed(name))}
        >
          {w.teams.remove}
        </Button>
      )}
    </SettingCard>
  );
}
