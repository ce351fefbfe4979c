import { expect, test } from 'vitest';
import { workspaceWithThread } from '../../test/conversations.ts';
import { deliverMail, mailNameOf } from '../../test/mails.ts';
import { newAddress } from '../../test/members.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { claimAddress, forgetAddress, proveAddress } from '../mail/prove-address.ts';
import { replyAddress } from '../mail/reply-address.ts';
import { suppress } from '../mail/suppressions.ts';
import { changeVisitor } from './change-visitor.ts';
import { getVisitor } from './get-visitor.ts';

const surroundings = await testSurroundings();
const config = { ...surroundings.config, mail: { ...surroundings.config.mail, replyDomain: 'reply.example' } };

test('the team sees how it is known that a mailbox is his: by his word, by a code, or by a mail', async () => {
  const { agent, visitor, workspace, threadId } = await workspaceWithThread({ ...surroundings, config });
  const { workspaceId, visitorId } = visitor.actor;
  const mailOf = async () => (await getVisitor(agent, visitorId)).mail;
  expect(await mailOf()).toBeNull();

  const [first, second] = [newAddress(), newAddress()];
  const { mail } = await claimAddress(visitor, first);
  expect(await mailOf()).toEqual({ address: first, proof: 'claimed', stopped: null });
  await proveAddress(visitor, mail?.subject.replace(/\D/g, '') ?? '');
  expect(await mailOf()).toEqual({ address: first, proof: 'code', stopped: null });

  // Another address is only his word again, until a mail comes from it.
  await claimAddress(visitor, second);
  expect(await mailOf()).toEqual({ address: second, proof: 'claimed', stopped: null });
  const until = new Date(Date.now() + 86_400_000);
  const to = replyAddress(config, await mailNameOf(workspace), { workspaceId, threadId, visitorId, until }) ?? '';
  await deliverMail(workspace, { from: second, to, text: 'Tomorrow is fine' });
  expect(await mailOf()).toEqual({ address: second, proof: 'mail', stopped: null });

  await forgetAddress(visitor);
  expect(await mailOf()).toBeNull();
});

test.each([
  ['unsubscribed', 'workspace', 'unsubscribed'],
  ['bounced', 'everybody', 'unreachable'],
  ['complained', 'everybody', 'unreachable'], // perhaps to another workspace: that is nobody's here to know
] as const)('where mail is %s the team is told that nothing goes there', async (reason, from, stopped) => {
  const { agent, visitor } = await workspaceWithThread({ ...surroundings, config });
  const address = newAddress();
  await claimAddress(visitor, address);
  await suppress(visitor, address, from === 'workspace' ? agent.actor.workspaceId : from, reason);
  expect((await getVisitor(agent, visitor.actor.visitorId)).mail).toEqual({ address, proof: 'claimed', stopped });
  const { details } = await changeVisitor(agent, visitor.actor.visitorId, { name: 'Mara' });
  expect(details.mail).toMatchObject({ stopped });
});
