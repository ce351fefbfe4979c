import type { TeamId } from '@everthread/shared/models/ids';
import type { Role } from '@everthread/shared/models/workspace';
import { useId, useRef, useState } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { errorWords } from '../../error-words.ts';
import { useStrings } from '../../locale.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import type { PeopleModel } from '../../models/people-model.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Select } from '../../ui/select.tsx';
import { useAccountStrings } from '../account/account-strings.ts';
import { checkFields } from '../account/check-fields.ts';
import { useWords } from '../settings/words.ts';
import { rolesFor } from './roles-for.ts';

/** Asks a mailbox to join. Stays for the next one. */
export function InviteForm({ people, inbox }: { people: PeopleModel; inbox: InboxModel }) {
  const { toasts } = useApp();
  const t = useStrings();
  const w = useWords();
  const fieldWords = useAccountStrings();
  const id = useId();
  const form = useRef<HTMLFormElement>(null);
  const [role, setRole] = useState<Role>('agent');
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const { roster } = inbox;
  const teams = [...roster.teams.value.values()];

  async function invite(event: SubmitEvent): Promise<void> {
    event.preventDefault();
    if (!form.current || isBusy) return;
    const values = new FormData(form.current);
    const email = String(values.get('email') ?? '').trim();
    const wrong = checkFields({ email }, fieldWords, false).email;
    setProblem(wrong);
    if (wrong) return form.current.querySelector('input')?.focus();
    const teamId = (String(values.get('team') ?? '') || null) as TeamId | null;
    setBusy(true);
    try {
      await people.invite({ email, role, teamId });
      toasts.show({ tone: 'news', text: w.people.invited(email) });
      form.current.reset();
      setRole('agent');
    } catch (error) {
      setProblem(errorWords(error, t));
    } finally {
      setBusy(false);
    }
  }

  return (
    <form ref={form} noValidate onSubmit={invite} class="flex flex-col gap-4">
      <Field name="email" type="email" label={w.people.email} autocomplete="off" problem={problem} />
      <div class="flex flex-wrap gap-4">
        <div class="flex min-w-48 flex-1 flex-col gap-1.5">
          <label for={`${id}-role`} class="font-medium">
            {w.people.role}
          </label>
          <Select
            id={`${id}-role`}
            value={role}
            aria-describedby={`${id}-hint`}
            onChange={({ currentTarget }) => setRole(currentTarget.value as Role)}
          >
            {rolesFor(roster.me.value?.role).map((each) => (
              <option key={each} value={each}>
                {w.roles[each]}
              </option>
            ))}
          </Select>
          <p id={`${id}-hint`} class="text-small text-faint">
            {w.roles[`${role}Hint`]}
          </p>
        </div>
        {teams.length > 0 && (
          <div class="flex min-w-48 flex-1 flex-col gap-1.5">
            <label for={`${id}-team`} class="font-medium">
              {w.people.team}
            </label>
            <Select id={`${id}-team`} name="team">
              <option value="">{w.people.noTeam}</option>
              {teams.map((team) => (
                <option key={team.id} value={team.id}>
                  {team.name}
                </option>
              ))}
            </Select>
          </div>
        )}
      </div>
      <Button type="submit" look="primary" class="self-start" aria-disabled={isBusy}>
        {w.people.invite}
      </Button>
    </form>
  );
}
