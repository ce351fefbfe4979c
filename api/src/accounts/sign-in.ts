import type { SignIn } from '@everthread/shared/models/account';
import type { Surroundings } from '../context.ts';
import { AppError } from '../errors.ts';
import { issueSecondStep } from '../second-factors/second-step.ts';
import { countTry, forgetTries } from '../throttles/throttle.ts';
import type { SignedIn } from './auth.ts';
import { checkPassword } from './check-password.ts';
import { createSession, passwordAlone } from './create-session.ts';
import { signInTries } from './limits.ts';
import { repeatSignUp, type SignUpMail } from './sign-up.ts';

export type SignInOutcome =
  | { name: 'signed-in'; session: SignedIn }
  | { name: 'second-step'; token: string }
  | { name: 'unconfirmed'; mail: SignUpMail };

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
  const found = await checkPassword(surroundings, credentials);
  if (found.name === 'pending') {
    return { name: 'unconfirmed', mail: await repeatSignUp(surroundings, found.signUp, network) };
  }
  if (found.name === 'member' && !found.isVerified) {
    throw new AppError('forbidden', 'Please choose a new password first: the mailed link proves your address');
  }
  if (found.name === 'member' && found.hasSecondStep) {
    return { name: 'second-step', token: await issueSecondStep(surroundings, found.userId, found.hash) };
  }
  const session =
    found.name === 'member' &&
    (await createSession(surroundings, found.userId, passwordAlone(found.userId, found.hash), userAgent));
  if (session) {
    await forgetTries(surroundings, { clear: tries.narrow, giveBack: tries.wide });
    return { name: 'signed-in', session };
  }
  throw new AppError('signed_out', 'Wrong address or password');
}
