import type { Surroundings } from '../context.ts';
import { runBatch } from '../db/in-workspace.ts';
import { users } from '../db/schema/auth.ts';
import { AppError } from '../errors.ts';

/** Whether who was not invited may sign up: everybody, or nobody but the first of all. */
export async function isSignUpOpen({ db, config }: Surroundings): Promise<boolean> {
  if (config.signUp === 'open') return true;
  const [[somebody]] = (await runBatch(db, [db.select({ id: users.id }).from(users).limit(1)])) as [unknown[]];
  return somebody === undefined;
}

/** Throws `forbidden` where only who is invited comes in. */
export async function requireOpenSignUp(surroundings: Surroundings): Promise<void> {
  if (!(await isSignUpOpen(surroundings))) throw signUpIsClosed();
}

export const signUpIsClosed = () =>
  new AppError('forbidden', 'Accounts here are by invitation. Ask an owner or admin of your team for one');
