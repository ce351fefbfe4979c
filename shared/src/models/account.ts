import * as z from 'zod/mini';
import { textOf } from './text.ts';
import { WorkspaceName } from './workspace.ts';

export const Email = z.email().check(z.maxLength(254));
export const Password = z.string().check(z.minLength(10), z.maxLength(128));
const Token = z.string().check(z.minLength(1), z.maxLength(2_000));

export const SignUp = z.strictObject({
  name: textOf(80, 1),
  email: Email,
  password: Password,
  workspaceName: WorkspaceName,
});
export type SignUp = z.infer<typeof SignUp>;

export const SignIn = z.strictObject({ email: Email, password: z.string().check(z.minLength(1), z.maxLength(128)) });
export type SignIn = z.infer<typeof SignIn>;

/** The mailed link proves the mailbox; the password proves that whoever clicks is who signed up. */
export const ConfirmAddress = z.strictObject({
  token: Token,
  password: z.string().check(z.minLength(1), z.maxLength(128)),
});
export type ConfirmAddress = z.infer<typeof ConfirmAddress>;

export const ForgotPassword = z.strictObject({ email: Email });
export type ForgotPassword = z.infer<typeof ForgotPassword>;

export const ResetPassword = z.strictObject({ token: Token, password: Password });
export type ResetPassword = z.infer<typeof ResetPassword>;

/** One of one's own sessions, as the list of them shows it. */
export const Session = z.object({
  id: z.uuid(),
  isCurrent: z.boolean(),
  userAgent: z.nullable(z.string()),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.iso.datetime(),
});
export type Session = z.infer<typeof Session>;
