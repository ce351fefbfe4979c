import type { UserId } from '@everthread/shared/models/ids';
import type { Count } from '../throttles/throttle.ts';

// A code has a million values and three of them are good at a time: at this rate guessing takes centuries.
const byUser = { of: 'second step by user', max: 10, minutes: 15 };
const byNetwork = { of: 'second step by network', max: 50, minutes: 15 };
const passkeyByNetwork = { of: 'passkey by network', max: 60, minutes: 15 };

export const codeTries = (userId: UserId, network?: string): { narrow: Count[]; wide: Count[] } => ({
  narrow: [{ rule: byUser, subject: userId }],
  wide: network === undefined ? [] : [{ rule: byNetwork, subject: network }],
});

export const passkeyTries = (network: string): { narrow: Count[]; wide: Count[] } => ({
  narrow: [],
  wide: [{ rule: passkeyByNetwork, subject: network }],
});
