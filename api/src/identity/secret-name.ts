import type { SecretSigns } from '@everthread/shared/models/identity';

// A secret is good for one thing alone, and its name says for which: whoever may choose his own user id could otherwise
// have a whole token signed as if it were one.
const PREFIX: Record<SecretSigns, string> = { tokens: 'k-', hashes: 'h-' };

export const secretName = (signs: SecretSigns, chance: string): string => `${PREFIX[signs]}${chance}`;

/** How the names of all secrets begin that sign this. */
export const prefixOf = (signs: SecretSigns): string => PREFIX[signs];

export const signedBy = (secretId: string): SecretSigns => (secretId.startsWith(PREFIX.hashes) ? 'hashes' : 'tokens');
