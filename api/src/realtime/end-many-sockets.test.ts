import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { newAgent, newWorkspace } from '../../test/factories.ts';
import { newSecret } from '../../test/identities.ts';
import { recordingRooms } from '../../test/recording-rooms.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { inWorkspace } from '../db/in-workspace.ts';
import { revokeIdentitySecret } from '../identity/secrets.ts';
import { drainOutbox } from '../outbox/drain-outbox.ts';
import { changeWorkspace } from '../workspaces/change-workspace.ts';

const surroundings = await testSurroundings();

/** A workspace with so many visitors of one kind, each with a key that was used so many hours ago. */
async function crowded() {
  const workspace = await newWorkspace(surroundings);
  const { workspaceId } = workspace.actor;
  const { ctx: owner } = await newAgent(workspace, 'owner');
  const { id: secretId } = await newSecret(owner);
  const { env, ended } = recordingRooms();
  const add = (count: number, { hoursAgo = 0, isVerified = false }) =>
    inWorkspace(workspace, [
      workspace.db.execute(sql`
        with visitor as (
          insert into visitors (workspace_id, id, identity, external_id, first_seen_at, last_seen_at)
          select ${workspaceId}::uuid, gen_random_uuid(), ${isVerified ? 'verified' : 'claimed'},
            case when ${isVerified} then gen_random_uuid()::text end, now(), now()
          from generate_series(1, ${count}::integer)
          returning id
        )
        insert into visitor_keys (workspace_id, key_hash, visitor_id, created_at, last_used_at, proven_by)
        select ${workspaceId}::uuid, id::text, id, now(), now() - ${hoursAgo}::integer * interval '1 hour',
          case when ${isVerified} then ${secretId}::text end
        from visitor`),
    ]);
  return { owner, secretId, ended, add, followUp: () => drainOutbox(surroundings, env, workspaceId) };
}

const roomsOf = (ended: readonly { room: string }[]) => new Set(ended.map(({ room }) => room)).size;

test('however many there are, everybody who is only claimed is shown out once identity is demanded', async () => {
  const { owner, ended, add, followUp } = await crowded();
  await add(250, { hoursAgo: 24 });
  await add(3, { hoursAgo: 26 }); // has no socket any more
  await add(5, { isVerified: true });

  await changeWorkspace(owner, { identityMode: 'enforced' });
  await followUp();

  expect(roomsOf(ended)).toBe(250);
  expect(new Set(ended.map(({ who }) => JSON.stringify(who)))).toEqual(new Set(['{"identity":"claimed"}']));
});

test('nobody is shown out by a change that demands nothing new', async () => {
  const { owner, ended, add, followUp } = await crowded();
  await changeWorkspace(owner, { identityMode: 'enforced' });
  await followUp();
  await add(2, {});

  await changeWorkspace(owner, { identityMode: 'enforced' });
  await changeWorkspace(owner, { name: 'Renamed' });
  await changeWorkspace(owner, { identityMode: 'optional' });
  await followUp();

  expect(ended).toEqual([]);
});

test('however many there are, every device that a secret proved is shown out once it is revoked', async () => {
  const { owner, secretId, ended, add, followUp } = await crowded();
  await add(250, { isVerified: true });
  await add(2, {});

  await revokeIdentitySecret(owner, secretId);
  await revokeIdentitySecret(owner, secretId);
  await followUp();

  expect(roomsOf(ended)).toBe(250);
  expect(ended).toHaveLength(250);
});
