import { expect, onTestFinished, test } from 'vitest';
import { startDomainsProvider } from '../../test/domains-provider.ts';
import { newAgent, newWorkspace } from '../../test/factories.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { addMailDomain, checkMailDomain, getMailSettings, removeMailDomain } from './mail-domain.ts';

/** A team whose mail goes by such a provider. */
async function provider() {
  const { url, asked, becomes, stop } = await startDomainsProvider();
  onTestFinished(stop);
  const surroundings = await testSurroundings();
  const mail = { ...surroundings.config.mail, baseUrl: url, replyDomain: 'reply.example' };
  const place = { ...surroundings, config: { ...surroundings.config, mail } };
  return {
    asked,
    becomes,
    async team(role: 'owner' | 'agent' = 'owner') {
      return (await newAgent(await newWorkspace(place), role)).ctx;
    },
  };
}

test('a domain is added with the records that vouch for it, verified once they are there, and removed', async () => {
  const { team, becomes } = await provider();
  const ctx = await team();
  expect(await getMailSettings(ctx)).toEqual({
    address: expect.stringMatching(/^[a-z0-9]{12}@reply\.example$/),
    domain: null,
  });
  const added = await addMailDomain(ctx, { sender: 'support@Shop.example' });
  expect(added.domain).toMatchObject({ sender: 'support@shop.example', status: 'pending' });
  expect(added.domain?.records.map(({ purpose, isFound }) => [purpose, isFound])).toEqual([
    ['SPF', false],
    ['DKIM', false],
  ]);
  becomes('pending');
  expect((await checkMailDomain(ctx)).domain).toMatchObject({ status: 'pending' });
  becomes('failed');
  expect((await checkMailDomain(ctx)).domain).toMatchObject({ status: 'failed' });
  becomes('verified');
  expect((await checkMailDomain(ctx)).domain).toMatchObject({
    status: 'verified',
    records: [{ isFound: true }, { isFound: true }],
  });
  expect((await removeMailDomain(ctx)).domain).toBeNull();
  expect((await removeMailDomain(ctx)).domain).toBeNull();
});

test('T6 a domain that somebody has already is nobody else’s, and no word of the provider’s comes through', async () => {
  const { team } = await provider();
  await addMailDomain(await team(), { sender: 'support@shop.example' });
  const stranger = await team();
  const refused = addMailDomain(stranger, { sender: 'ceo@shop.example' });
  await expect(refused).rejects.toMatchObject({ code: 'conflict', message: expect.not.stringContaining('secret') });
  expect((await getMailSettings(stranger)).domain).toBeNull();
});

test('one at a time; without one there is nothing to check', async () => {
  const { team } = await provider();
  const ctx = await team();
  await expect(checkMailDomain(ctx)).rejects.toMatchObject({ code: 'not_found' });
  await addMailDomain(ctx, { sender: 'support@shop.example' });
  await expect(addMailDomain(ctx, { sender: 'support@other.example' })).rejects.toMatchObject({ code: 'conflict' });
});

test('G9 an agent may look, and change nothing: the provider is not even asked', async () => {
  const { team, asked } = await provider();
  const agent = await team('agent');
  expect((await getMailSettings(agent)).domain).toBeNull();
  await expect(addMailDomain(agent, { sender: 'support@shop.example' })).rejects.toMatchObject({ code: 'forbidden' });
  await expect(checkMailDomain(agent)).rejects.toMatchObject({ code: 'forbidden' });
  await expect(removeMailDomain(agent)).rejects.toMatchObject({ code: 'forbidden' });
  expect(asked).toEqual([]);
});
