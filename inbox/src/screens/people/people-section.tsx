import { useEffect, useMemo } from 'preact/hooks';
import { useStrings } from '../../locale.ts';
import { PeopleModel } from '../../models/people-model.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { LoadFailed } from '../load-failed.tsx';
import type { SectionProps } from '../settings/sections.ts';
import { OnlyManagers, SettingCard } from '../settings/setting.tsx';
import { WhenLoaded } from '../settings/when-loaded.tsx';
import { useWords } from '../settings/words.ts';
import { AvailabilityMark } from './availability-mark.tsx';
import { InviteForm } from './invite-form.tsx';
import { MemberList } from './member-list.tsx';
import { PendingInvitations } from './pending-invitations.tsx';
import { usePeople } from './use-people.ts';

/** Who is in, and who is invited. Who manages nothing sees his colleagues. */
export function PeopleSection({ inbox }: SectionProps) {
  const { isManager } = inbox.roster;
  return (
    <WhenLoaded roster={inbox.roster}>
      {() => (isManager.value ? <Managed inbox={inbox} /> : <Colleagues inbox={inbox} />)}
    </WhenLoaded>
  );
}

function Managed({ inbox }: Pick<SectionProps, 'inbox'>) {
  const t = useStrings();
  const w = useWords();
  const api = usePeople(inbox);
  const people = useMemo(() => new PeopleModel(api), [api]);
  const roster = inbox.roster.workspace.value;
  // Whoever joins, leaves or is changed by somebody else changes the roster.
  useEffect(() => void people.load(), [people, roster?.agents]);
  const state = people.state.value;
  if (state.name === 'failed') {
    return <LoadFailed says={t.trouble.page} onRetry={() => void people.load()} />;
  }
  if (state.name !== 'ready') return <div class="bone h-40 rounded-large" aria-busy="true" />;
  return (
    <>
      <SettingCard at="members" title={w.people.membersTitle}>
        <MemberList people={people} members={state.members} inbox={inbox} />
      </SettingCard>
      <SettingCard at="invite" title={w.people.inviteTitle} hint={w.people.inviteHint}>
        <InviteForm people={people} inbox={inbox} />
      </SettingCard>
      <SettingCard at="pending" title={w.people.pendingTitle}>
        <PendingInvitations people={people} invitations={state.invitations} />
      </SettingCard>
    </>
  );
}

function Colleagues({ inbox }: Pick<SectionProps, 'inbox'>) {
  const w = useWords();
  const { roster } = inbox;
  return (
    <SettingCard at="members" title={w.people.membersTitle}>
      <ul class="divide-y divide-line">
        {[...roster.agents.value.values()].map(({ id, name, photo, role }) => (
          <li key={id} class="flex items-center gap-3 py-2.5">
            <Avatar id={id} name={name} photo={photo} />
            <span class="min-w-0 flex-1">
              <bdi class="block truncate font-medium">{name}</bdi>
              <span class="text-small text-soft">{w.roles[role]}</span>
            </span>
            <AvailabilityMark inbox={inbox} agentId={id} />
          </li>
        ))}
      </ul>
      <OnlyManagers />
    </SettingCard>
  );
}
