import type { ComponentChildren } from 'preact';
import { PASSWORD_MAX_LENGTH } from '../../limits.ts';
import { useStrings } from '../../locale.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { Field } from '../../ui/field.tsx';
import { useWords } from '../settings/words.ts';
import { useAccountStrings } from './account-strings.ts';
import { checkFields } from './check-fields.ts';
import { Form } from './form.tsx';

type PasswordDialogProps = {
  title: string;
  onPassword: (password: string, values: Record<string, string>) => Promise<unknown>;
  onClose: () => void;
  children?: ComponentChildren;
};

/** Asks for the password once more before how one signs in is changed. */
export function PasswordDialog({ title, onPassword, onClose, children }: PasswordDialogProps) {
  const t = useStrings();
  const w = useWords();
  const fields = useAccountStrings();
  return (
    <Dialog title={title} closeLabel={t.close} onClose={onClose}>
      <Form
        submit={w.security.goOn}
        check={(values) => checkFields(values, fields, false)}
        onSubmit={({ password = '', ...values }) => onPassword(password, values)}
      >
        {(problems) => (
          <>
            {children}
            <Field
              name="password"
              type="password"
              label={w.security.password}
              hint={w.security.passwordWhy}
              autocomplete="current-password"
              maxLength={PASSWORD_MAX_LENGTH}
              autofocus
              problem={problems.password}
            />
          </>
        )}
      </Form>
    </Dialog>
  );
}
