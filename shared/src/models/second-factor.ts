import * as z from 'zod/mini';
import { textOf } from './text.ts';

const Password = z.string().check(z.minLength(1), z.maxLength(128));

/** What changes how one signs in wants the password once more. */
export const WithPassword = z.strictObject({ password: Password });
export type WithPassword = z.infer<typeof WithPassword>;

/** Six digits of the authenticator app. */
export const AuthenticatorCode = z.strictObject({
  code: z.string().check(z.trim(), z.regex(/^\d{6}$/, { error: 'must be the six digits that the app shows' })),
});
export type AuthenticatorCode = z.infer<typeof AuthenticatorCode>;

/** The second step of signing in: a code of the app, or one of the recovery codes. */
export const SecondStep = z.strictObject({
  token: z.string().check(z.minLength(1), z.maxLength(1_000)),
  code: z.string().check(z.trim(), z.minLength(6), z.maxLength(40)),
});
export type SecondStep = z.infer<typeof SecondStep>;

const Base64Url = z.string().check(z.minLength(1), z.maxLength(8_000), z.regex(/^[\w-]+$/));

/** What a browser's `PublicKeyCredential.toJSON()` gives. What is in it, the verification reads with care. */
export const PasskeyProof = z.strictObject({
  id: Base64Url,
  rawId: Base64Url,
  type: z.literal('public-key'),
  authenticatorAttachment: z.optional(z.nullable(z.string().check(z.maxLength(40)))),
  clientExtensionResults: z.record(z.string().check(z.maxLength(100)), z.unknown()),
  response: z.record(z.string().check(z.maxLength(100)), z.unknown()),
});
export type PasskeyProof = z.infer<typeof PasskeyProof>;

export const NewPasskey = z.strictObject({ name: textOf(60, 1), proof: PasskeyProof });
export type NewPasskey = z.infer<typeof NewPasskey>;

export const PasskeySignIn = z.strictObject({ proof: PasskeyProof });
export type PasskeySignIn = z.infer<typeof PasskeySignIn>;

export const PasskeyRemoval = z.strictObject({ id: Base64Url, password: Password });
export type PasskeyRemoval = z.infer<typeof PasskeyRemoval>;

export const Passkey = z.object({
  id: z.string(),
  name: z.string(),
  createdAt: z.iso.datetime(),
  lastUsedAt: z.nullable(z.iso.datetime()),
});
export type Passkey = z.infer<typeof Passkey>;

/** What else than the password proves the signed-in user. */
export const SecondFactors = z.object({
  hasAuthenticator: z.boolean(),
  recoveryCodesLeft: z.int(),
  passkeys: z.array(Passkey),
});
export type SecondFactors = z.infer<typeof SecondFactors>;
