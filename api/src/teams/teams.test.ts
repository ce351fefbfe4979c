import { beforeAll, expect, test } from 'vitest';
import { newAgent, newWorkspace, type TestAgent } from '../../test/factories.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { listAudit } from '../audit/list-audit.ts';
import type { Surroundings } from '../context.ts';
import { getWorkspace } from '../workspaces/get-workspace.ts';
import { changeTeam } from './change-team.ts';
import { createTeam } from './create-team.ts';

let surroundings: Surroundings;
beforeAll(async () => {
  surroundings = await testSurroundings();
  await newWorkspace(surroundings);
});

async function place(): Promise<{ owner: TestAgent; ben: TestAgent }> {
  const workspace = await newWorkspace(surroundings);
  return { owner: await newAgent(workspace, 'owner', 'Mara'), ben: await newAgent(workspace, 'agent', 'Ben') };
}

test('a team is made, named anew and given members, and the log says so', async () => {
  const { owner, ben } = await place();
  const { id } = await createTeam(owner.ctx, { name: 'Returns' });
  await changeTeam(owner.ctx, id, { name: 'Refunds' });
  await changeTeam(owner.ctx, id, { memberIds: [ben.agentId, owner.agentId] });
  await changeTeam(owner.ctx, id, { memberIds: [ben.agentId] });

  expect((await getWorkspace(ben.ctx)).teams).toEqual([{ id, name: 'Refunds', memberIds: [ben.agentId] }]);
  expect((await listAudit(owner.ctx, {})).entries.map(({ what, details }) => ({ what, ...details }))).toEqual([
    { what: 'team.members_changed', subject: 'Refunds', from: 'Ben, Mara', to: 'Ben' },
    { what: 'team.members_changed', subject: 'Refunds', from: '', to: 'Ben, Mara' },
    { what: 'team.renamed', from: 'Returns', to: 'Refunds' },
    { what: 'team.created', subject: 'Returns' },
  ]);
});

test('what changes nothing is not told of', async () => {
  const { owner, ben } = await place();
  const { id } = await createTeam(owner.ctx, { name: 'Returns' });
  await changeTeam(owner.ctx, id, { memberIds: [ben.agentId] });
  const lines = (await listAudit(owner.ctx, {})).entries.length;
  await changeTeam(owner.ctx, id, { name: 'Returns', memberIds: [ben.agentId], isRemoved: false });
  expect((await listAudit(owner.ctx, {})).entries).toHaveLength(lines);
});

test('a team that is removed is still known by name, and comes back as it was', async () => {
  const { owner, ben } = await place();
  const { id } = await createTeam(owner.ctx, { name: 'Returns' });
  await changeTeam(owner.ctx, id, { memberIds: [ben.agentId] });

  await changeTeam(owner.ctx, id, { isRemoved: true });
  expect(await getWorkspace(owner.ctx)).toMatchObject({ teams: [], formerTeams: [{ id, name: 'Returns' }] });

  await changeTeam(owner.ctx, id, { isRemoved: false });
  expect((await getWorkspace(owner.ctx)).teams).toEqual([{ id, name: 'Returns', memberIds: [ben.agentId] }]);
});

test('two teams do not share a name, however it is written; one that was removed leaves its name free', async () => {
  const { owner } = await place();
  const { id } = await createTeam(owner.ctx, { name: 'Returns' });
  await expect(createTeam(owner.ctx, { name: 'returns' })).rejects.toMatchObject({ code: 'conflict' });
  await changeTeam(owner.ctx, id, { isRemoved: true });
  await createTeam(owner.ctx, { name: 'Returns' });
  await expect(changeTeam(owner.ctx, id, { isRemoved: false })).rejects.toMatchObject({ code: 'conflict' });
});

test('teams are managers’ to make, within their workspace and of its agents', async () => {
  const [{ owner, ben }, other] = [await place(), await place()];
  await expect(createTeam(ben.ctx, { name: 'Mine' })).rejects.toMatchObject({ code: 'forbidden' });
  const { id } = await createTeam(owner.ctx, { name: 'Returns' });
  await expect(changeTeam(ben.ctx, id, { memberIds: [ben.agentId] })).rejects.toMatchObject({ code: 'forbidden' });
  await expect(changeTeam(other.owner.ctx, id, { name: 'Theirs' })).rejects.toMatchObject({ code: 'not_found' });

  await changeTeam(owner.ctx, id, { memberIds: [other.ben.agentId] });

  expect((await getWorkspace(owner.ctx)).teams).toEqual([{ id, name: 'Returns', memberIds: [] }]);
});
