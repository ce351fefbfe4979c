import { expect, test } from 'vitest';
import { workspaceWithThread } from '../../test/conversations.ts';
import { deliverMail, mailNameOf } from '../../test/mails.ts';
import { newAddress } from '../../test/members.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { claimAddress, forgetAddress, proveAddress } from '../mail/prove-address.ts';
import { replyAddress } from '../mail/reply-address.ts';
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
  expect(await mailOf()).toEqual({ address: first, proof: 'claimed' });
  await proveAddress(visitor, mail?.subject.replace(/\D/g, '') ?? '');
  expect(await mailOf()).toEqual({ address: first, proof: 'code' });

  // Another address is only his word again, until a mail comes from it.
  await claimAddress(visitor, second);
  expect(await mailOf()).toEqual({ address: second, proof: 'claimed' });
  const until = new Date(Date.now() + 86_400_000);
  const to = replyAddress(config, await mailNameOf(workspace), { workspaceId, threadId, visitorId, until }) ?? '';
  await deliverMail(workspace, { from: second, to, text: 'Tomorrow is fine' });
  expect(await mailOf()).toEqual({ address: second, proof: 'mail' });

  await forgetAddress(visitor);
  expect(await mailOf()).toBeNull();
});
