import * as z from 'zod/mini';
import { Email } from './account.ts';
import { textOf } from './text.ts';

/**
 * What a host page passes on from its own server. Any value is let through to the one place that judges it: what is
 * given and is not a valid token is refused as that, and never taken for "nobody".
 */
export const IdentityToken = z.optional(z.unknown());

/** What a visitor says of himself. Stored as claimed, and never over what is proven. */
export const Claims = z.strictObject({ name: z.optional(textOf(80, 1)), email: z.optional(Email) });
export type Claims = z.infer<typeof Claims>;

/** What a secret signs: tokens that end, or for who comes from elsewhere the bare ids of users, by hashes that do not. */
export const SecretSigns = z.enum(['tokens', 'hashes']);
export type SecretSigns = z.infer<typeof SecretSigns>;

/** A secret with which the workspace's own server signs who its visitors are. What it says is shown once. */
export const IdentitySecret = z.object({ id: z.string(), createdAt: z.iso.datetime(), signs: SecretSigns });
export type IdentitySecret = z.infer<typeof IdentitySecret>;

export const NewIdentitySecret = z.object({ secret: IdentitySecret, value: z.string() });
export type NewIdentitySecret = z.infer<typeof NewIdentitySecret>;

export const SecretWanted = z.strictObject({ signs: z.optional(SecretSigns) });
export type SecretWanted = z.infer<typeof SecretWanted>;

/** As many of a kind may be good at once: the one in use, and the one that follows it. */
export const MOST_IDENTITY_SECRETS = 2;
