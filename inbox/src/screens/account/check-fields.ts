import { PASSWORD_MIN_LENGTH } from '../../limits.ts';
import type { AccountStrings } from '../../locales/en-account.ts';
import type { Problems } from '../../models/form-model.ts';

type Values = Record<string, string>;

/** What is wrong with what was typed. The server checks again; this only spares the way there. */
export function checkFields(values: Values, { fields }: AccountStrings, isNewPassword: boolean): Problems<Values> {
  const problems: Problems<Values> = {};
  for (const [name, value] of Object.entries(values)) {
    if (value.trim() === '') problems[name] = fields.required;
    else if (name === 'email' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(value.trim())) problems[name] = fields.email;
    else if (name === 'password' && isNewPassword && value.length < PASSWORD_MIN_LENGTH)
      problems[name] = fields.passwordTooShort;
  }
  return problems;
}
