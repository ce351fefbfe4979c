import { verifyPassword } from 'better-auth/crypto';
import { type Owner, UnfitDatabase } from './owner.ts';
import { DEMO } from './seed.ts';

/** Refuses to be public with the demo's agent, for as long as he has the password that everybody knows. */
export async function refuseOpenDemo(owner: Owner): Promise<void> {
  const found = await owner.query<{ hash: string }>(
    `select accounts.password as hash from accounts join users on users.id = accounts.user_id
     where users.email = $1 and accounts.password is not null`,
    [DEMO.email],
  );
  for (const { hash } of found) {
    if (!(await verifyPassword({ hash, password: DEMO.password }))) continue;
    throw new UnfitDatabase(
      `The demo's agent, ${DEMO.email}, is in this database with the password that everybody knows. Use an empty one, ` +
        'or run npm start on this one without PUBLIC_URL and RESEND_API_KEY, press “Forgot your password?” where one ' +
        'signs in, and choose another by the link that the mailbox page catches.',
    );
  }
}
