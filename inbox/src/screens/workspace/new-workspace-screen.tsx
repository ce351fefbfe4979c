import { useApp } from '../../app-context.ts';
import { NAME_MAX_LENGTH } from '../../limits.ts';
import { Field } from '../../ui/field.tsx';
import { useAccountStrings } from '../account/account-strings.ts';
import { Card, textLink } from '../account/card.tsx';
import { checkFields } from '../account/check-fields.ts';
import { Form } from '../account/form.tsx';

/** Also what somebody sees who is in no workspace. */
export function NewWorkspaceScreen({ isFirst }: { isFirst: boolean }) {
  const { account, accountApi, router } = useApp();
  const t = useAccountStrings();

  async function create({ name = '' }): Promise<void> {
    const { id } = await accountApi.createWorkspace({ name: name.trim() });
    await account.load();
    router.go({ name: 'settings', workspaceId: id, section: 'install' }, 'replace');
  }

  return (
    <Card
      title={t.newWorkspace.title}
      lead={isFirst ? `${t.newWorkspace.none} ${t.newWorkspace.lead}` : t.newWorkspace.lead}
      foot={
        isFirst ? (
          <button type="button" class={textLink} onClick={() => void account.signOut()}>
            {t.menu.signOut}
          </button>
        ) : (
          <a href="/inbox" class={textLink}>
            {t.menu.inbox}
          </a>
        )
      }
    >
      <Form submit={t.newWorkspace.submit} check={(values) => checkFields(values, t, false)} onSubmit={create}>
        {(problems) => (
          <Field
            name="name"
            label={t.newWorkspace.name}
            autocomplete="organization"
            maxLength={NAME_MAX_LENGTH}
            autofocus
            problem={problems.name}
          />
        )}
      </Form>
    </Card>
  );
}
