import type { SignIn } from '@everthread/shared/models/account';
import type { Surroundings } from '../context.ts';
import { AppError } from '../errors.ts';
import { countTry, forgetTries } from '../throttles/throttle.ts';
import { type SignedIn, startSession } from './auth.ts';
import { signInTries } from './limits.ts';
import { repeatSignUp, type SignUpMail } from './sign-up.ts';

export type SignInOutcome = { name: 'signed-in'; session: SignedIn } | { name: 'unconfirmed'; mail: SignUpMail };

/** Throws `signed_out` where address or password is wrong, `too_many` where that happened too often. */
export async function signIn(
  surroundings: Surroundings,
  input: SignIn,
  network: string,
  userAgent: string | undefined,
): Promise<SignInOutcome> {
  const credentials = { email: input.email.toLowerCase(), password: input.password };
  const tries = signInTries(credentials.email, network);
  await countTry(surroundings, tries);
  const session = await startSession(surroundings, credentials, userAgent);
  if (session) {
    await forgetTries(surroundings, { clear: tries.narrow, giveBack: tries.wide });
    return { name: 'signed-in', session };
  }
  const mail = await repeatSignUp(surroundings, credentials, network);
  if (mail) return { name: 'unconfirmed', mail };
  throw new AppError('signed_out', 'Wrong address or password');
}
