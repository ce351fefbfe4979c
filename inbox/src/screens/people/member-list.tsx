import type { Member } from '@everthread/shared/models/member';
import type { Role } from '@everthread/shared/models/workspace';
import { useState } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { errorWords } from '../../error-words.ts';
import { useStrings } from '../../locale.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import type { PeopleModel } from '../../models/people-model.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Select } from '../../ui/select.tsx';
import { useSave } from '../settings/use-save.ts';
import { useWords } from '../settings/words.ts';
import { AvailabilityMark } from './availability-mark.tsx';
import { rolesFor } from './roles-for.ts';

type MemberListProps = { people: PeopleModel; members: readonly Member[]; inbox: InboxModel };

export function MemberList({ people, members, inbox }: MemberListProps) {
  const { toasts } = useApp();
  const t = useStrings();
  const w = useWords();
  const [leaving, setLeaving] = useState<Member>();

  async function remove({ id, name }: Member): Promise<void> {
    setLeaving(undefined);
    try {
      await people.remove(id);
      toasts.show({ tone: 'news', text: w.people.removed(name) });
    } catch (error) {
      toasts.show({ tone: 'trouble', text: `${w.people.notRemoved}. ${errorWords(error, t)}` });
    }
  }

  return (
    <>
      <ul class="-my-3 divide-y divide-line">
        {members.map((member) => (
          <MemberRow
            key={member.id}
            member={member}
            people={people}
            inbox={inbox}
            onRemove={() => setLeaving(member)}
          />
        ))}
      </ul>
      {leaving && (
        <Dialog title={w.people.removeSure(leaving.name)} closeLabel={t.close} onClose={() => setLeaving(undefined)}>
          <p class="text-soft">{w.people.removeHint}</p>
          <div class="mt-4 flex justify-end gap-2">
            <Button onClick={() => setLeaving(undefined)}>{t.cancel}</Button>
            <Button look="danger" onClick={() => void remove(leaving)}>
              {w.people.remove}
            </Button>
          </div>
        </Dialog>
      )}
    </>
  );
}

type MemberRowProps = { member: Member; people: PeopleModel; inbox: InboxModel; onRemove: () => void };

function MemberRow({ member, people, inbox, onRemove }: MemberRowProps) {
  const w = useWords();
  const save = useSave();
  const { id, name, email, role, hasSecondFactor } = member;
  const me = inbox.roster.me.value;
  const isSelf = me?.id === id;
  const mayChange = role !== 'owner' || me?.role === 'owner';

  const give = (to: Role) =>
    void save({
      what: w.people.roleOf(name),
      put: () => people.setRole(id, to),
      // Who gives his own role away cannot take it back.
      ...(!isSelf && { back: () => people.setRole(id, role) }),
    });

  return (
    <li class="flex flex-wrap items-center gap-x-3 gap-y-2 py-3">
      <Avatar id={id} name={name} photo={inbox.roster.agents.value.get(id)?.photo} />
      <span class="min-w-40 flex-1">
        <span class="flex flex-wrap items-center gap-x-2">
          <bdi class="truncate font-medium">{name}</bdi>
          {isSelf && <span class="text-small text-faint">{w.people.you}</span>}
          <AvailabilityMark inbox={inbox} agentId={id} />
        </span>
        <span dir="ltr" class="block truncate text-small text-soft rtl:text-right">
          {email}
        </span>
        {hasSecondFactor && (
          <span class="flex items-center gap-1 text-small text-good">
            <Icon name="lock" class="size-3.5" /> {w.people.twoFactor}
          </span>
        )}
      </span>
      <Select
        size="small"
        aria-label={w.people.roleOf(name)}
        value={role}
        disabled={!mayChange}
        onChange={({ currentTarget }) => give(currentTarget.value as Role)}
      >
        {rolesFor(me?.role, role).map((each) => (
          <option key={each} value={each}>
            {w.roles[each]}
          </option>
        ))}
      </Select>
      <Button
        look="quiet"
        size="icon"
        aria-label={w.people.removeThat(name)}
        title={w.people.removeThat(name)}
        disabled={isSelf || !mayChange}
        onClick={onRemove}
      >
        <Icon name="bin" />
      </Button>
    </li>
  );
}
