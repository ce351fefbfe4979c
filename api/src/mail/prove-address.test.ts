import { MailAddress, MailCode } from '@everthread/shared/models/mail';
import { eq, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { newThread, workspaceWithThread } from '../../test/conversations.ts';
import { newAddress } from '../../test/members.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import type { Context, VisitorActor } from '../context.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { mailCodes } from '../db/schema/mail.ts';
import { visitors } from '../db/schema/visitors.ts';
import { getWayBack } from '../ways-back/way-back.ts';
import { claimAddress, forgetAddress, ownMail, proveAddress } from './prove-address.ts';
import { suppress, suppressedBecause } from './suppressions.ts';

const surroundings = await testSurroundings();
const start = () => workspaceWithThread(surroundings);
const later = (ctx: Context<VisitorActor>, minutes: number) => ({
  ...ctx,
  now: () => new Date(Date.now() + minutes * 60_000),
});

const codeIn = (mail?: { subject: string }) => mail?.subject.replace(/\D/g, '') ?? '';

async function claimed() {
  const at = await start();
  const address = newAddress();
  const { mail } = await claimAddress(at.visitor, address);
  const code = codeIn(mail);
  const wrong = code === '000000' ? '111111' : '000000';
  return { ...at, address, mail, code, wrong };
}

test('an address is a claim until the code that was mailed there comes back', async () => {
  const { visitor, address, code, mail, countEvents } = await claimed();
  expect(code).toMatch(/^\d{6}$/);
  expect(mail?.code).toBe(`${code.slice(0, 3)} ${code.slice(3)}`);
  expect(await ownMail(visitor)).toEqual({ address, isProven: false });
  const before = await countEvents();
  expect(await proveAddress(visitor, code)).toEqual({ address, isProven: true });
  expect(await ownMail(visitor)).toEqual({ address, isProven: true });
  expect(await countEvents()).toBe(before + 1); // the team is told
  expect(await claimAddress(visitor, address)).toEqual({ own: { address, isProven: true }, mail: undefined });
});

test('I2 five wrong codes end it, however many come at once', async () => {
  const { visitor, code, wrong } = await claimed();
  const tries = await Promise.allSettled(Array.from({ length: 20 }, () => proveAddress(visitor, wrong)));
  const codes = tries.map((one) => one.status === 'rejected' && (one.reason as { code: string }).code);
  expect(codes.filter((each) => each === 'invalid')).toHaveLength(5);
  expect(codes.filter((each) => each === 'too_many')).toHaveLength(15);
  await expect(proveAddress(visitor, code)).rejects.toMatchObject({ code: 'too_many' });
});

test('says how many tries are left; the right one among them counts', async () => {
  const { visitor, code, wrong } = await claimed();
  for (const triesLeft of [4, 3, 2, 1]) {
    await expect(proveAddress(visitor, wrong)).rejects.toMatchObject({ code: 'invalid', details: { triesLeft } });
  }
  expect(await proveAddress(visitor, code)).toMatchObject({ isProven: true });
});

test('a code is good once, and for ten minutes', async () => {
  const one = await claimed();
  await expect(proveAddress(later(one.visitor, 11), one.code)).rejects.toMatchObject({ code: 'too_many' });
  expect(await proveAddress(later(one.visitor, 9), one.code)).toMatchObject({ isProven: true });
  await expect(proveAddress(one.visitor, one.code)).rejects.toMatchObject({ code: 'too_many' });
});

test('I3 a code proves the address it went to, for whom it was asked, and no other', async () => {
  const { visitor, code, workspace } = await claimed();
  const stranger = await newThread(workspace);
  await claimAddress(stranger.visitor, newAddress());
  await expect(proveAddress(stranger.visitor, code)).rejects.toMatchObject({ code: 'invalid' });

  const other = newAddress();
  const again = await claimAddress(visitor, other);
  await expect(proveAddress(visitor, code)).rejects.toMatchObject({ code: 'invalid' });
  expect(await ownMail(visitor)).toEqual({ address: other, isProven: false });
  expect(await proveAddress(visitor, again.mail?.subject.replace(/\D/g, '') ?? '')).toMatchObject({ address: other });
});

test('a proven mailbox is told that another took its place, and nothing else; where it wants no mail it is not', async () => {
  const { visitor } = await claimed();
  const address = newAddress();
  const { replaced: none, mail: asked } = await claimAddress(visitor, address); // of a claim alone
  expect([none, await proveAddress(visitor, codeIn(asked))]).toEqual([undefined, { address, isProven: true }]);
  await inWorkspace(visitor, [
    visitor.db.update(visitors).set({ language: 'es-MX' }).where(eq(visitors.id, visitor.actor.visitorId)),
  ]);

  const other = newAddress();
  const { replaced, mail } = await claimAddress(visitor, other);
  expect(replaced).toMatchObject({
    to: address,
    mail: { lang: 'es', paragraphs: [expect.stringContaining('otra dirección')] },
  });
  expect(JSON.stringify(replaced)).not.toContain(other);
  await proveAddress(visitor, codeIn(mail));

  await suppress(visitor, other, visitor.actor.workspaceId, 'unsubscribed');
  expect((await claimAddress(visitor, newAddress())).replaced).toBeUndefined();
});

test('a proven mailbox that is let go is told so, once, and another that is claimed then tells it nothing more', async () => {
  const { visitor, address } = await claimed();
  expect(await forgetAddress(visitor)).toBeUndefined(); // of a claim alone
  const { mail } = await claimAddress(visitor, address);
  await proveAddress(visitor, codeIn(mail));

  expect(await forgetAddress(visitor)).toMatchObject({
    to: address,
    mail: { lang: 'en', paragraphs: [expect.stringContaining('this address was removed')] },
  });
  expect(await forgetAddress(visitor)).toBeUndefined();
  const other = newAddress();
  const { replaced, mail: asked } = await claimAddress(visitor, other);
  expect(replaced).toBeUndefined();
  await proveAddress(visitor, codeIn(asked));
  await suppress(visitor, other, visitor.actor.workspaceId, 'unsubscribed');
  expect(await forgetAddress(visitor)).toBeUndefined();
});

test('I2 one mailbox is asked three times a day, by whomever; one visitor asks six times an hour', async () => {
  const [one, other] = [await start(), await start()];
  const address = newAddress();
  await claimAddress(one.visitor, address);
  await claimAddress(other.visitor, MailAddress.parse(address.toUpperCase()));
  await claimAddress(other.visitor, MailAddress.parse(address.replace('@', '+tag@')));
  await expect(claimAddress(one.visitor, address)).rejects.toMatchObject({ code: 'too_many' });
  for (let at = 0; at < 4; at += 1) await claimAddress(one.visitor, newAddress());
  await expect(claimAddress(one.visitor, newAddress())).rejects.toMatchObject({ code: 'too_many' });
});

test('where mail bounces or was complained about none is sent; who unsubscribed may ask anew', async () => {
  const { visitor } = await start();
  const [bounced, unsubscribed] = [newAddress(), newAddress()];
  await suppress(visitor, bounced, 'everybody', 'bounced');
  await suppress(visitor, unsubscribed, visitor.actor.workspaceId, 'unsubscribed');
  await expect(claimAddress(visitor, bounced)).rejects.toMatchObject({ code: 'conflict' });
  const { mail } = await claimAddress(visitor, unsubscribed);
  await proveAddress(visitor, mail?.subject.replace(/\D/g, '') ?? '');
  const { workspaceId } = visitor.actor;
  const [{ rows }] = await inWorkspace(visitor, [
    visitor.db.execute(sql`select ${suppressedBecause(visitor, unsubscribed, workspaceId)} as because`),
  ]);
  expect(rows).toEqual([{ because: null }]);
});

test('who has stopped mail to his proven address is not told that it comes, until he brings back a new code', async () => {
  const { visitor, address, code } = await claimed();
  await proveAddress(visitor, code);
  await suppress(visitor, address, visitor.actor.workspaceId, 'unsubscribed');
  expect(await ownMail(visitor)).toEqual({ address, isProven: false });
  expect(await getWayBack(visitor)).toMatchObject({ mail: null });

  const { own, mail } = await claimAddress(visitor, address);
  expect(own).toEqual({ address, isProven: false });
  expect(await ownMail(visitor)).toEqual({ address, isProven: false });
  const again = mail?.subject.replace(/\D/g, '') ?? '';
  expect(await proveAddress(visitor, again)).toEqual({ address, isProven: true });
  expect(await ownMail(visitor)).toEqual({ address, isProven: true });
  expect(await getWayBack(visitor)).toMatchObject({ mail: address });
});

test('of a proven address from which mail comes back, nobody is told that it gets any', async () => {
  const { visitor, address, code } = await claimed();
  await proveAddress(visitor, code);
  await suppress(visitor, address, 'everybody', 'bounced');
  expect(await ownMail(visitor)).toEqual({ address, isProven: false });
  await expect(claimAddress(visitor, address)).rejects.toMatchObject({ code: 'conflict' });
});

test('the code is stored hashed, and goes with the address', async () => {
  const { visitor, code, workspace } = await claimed();
  const stored = () =>
    inWorkspace(workspace, [
      workspace.db.select().from(mailCodes).where(eq(mailCodes.workspaceId, workspace.actor.workspaceId)),
    ]);
  expect(JSON.stringify(await stored())).not.toContain(code);
  await forgetAddress(visitor);
  await forgetAddress(visitor);
  expect(await stored()).toEqual([[]]);
  expect(await ownMail(visitor)).toBeNull();
  await expect(proveAddress(visitor, code)).rejects.toMatchObject({ code: 'too_many' });
});

test.each([
  ['with spaces around and within', '  123 456\n'],
  ['with a dash', '123-456'],
  ['with what a mail puts around it unseen', '\u2068123456\u2069\u200f'],
  ['in Arabic digits', '١٢٣ ٤٥٦'],
  ['in Persian digits', '۱۲۳۴۵۶'],
  ['in full-width digits', '１２３４５６'],
])('a code is read %s', (_what, code) => {
  expect(MailCode.parse({ code })).toEqual({ code: '123456' });
});

test.each(['12345', '1234567', '12345a', '١٢٣٤٥', '', '      ', '1'.repeat(21), '①②③④⑤⑥'])('“%s” is no code', (code) =>
  expect(MailCode.safeParse({ code }).success).toBe(false),
);

test.each(['a@b', 'a b@c.example', 'a@b.example, c@d.example', 'a@b.example\r\nBcc: x@y.example', '<a@b.example>', ''])(
  'K8 “%s” is no address',
  (text) => expect(MailAddress.safeParse(text).success).toBe(false),
);
