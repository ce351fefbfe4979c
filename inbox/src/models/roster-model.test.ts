import type { AgentId, TeamId } from '@everthread/shared/models/ids';
import type { Workspace } from '@everthread/shared/models/workspace';
import { effect } from '@preact/signals';
import { expect, test, vi } from 'vitest';
import { handClock, settle } from '../../test/hand-clock.ts';
import { id } from '../../test/sample.ts';
import { RosterModel } from './roster-model.ts';

const agentId = (n: number) => id(n) as AgentId;
const teamId = (n: number) => id(n) as TeamId;

const sampleWorkspace = (name: string) =>
  ({
    name,
    agents: [{ id: agentId(1), name: 'Mara', role: 'viewer' }],
    teams: [{ id: teamId(5), name: 'Returns', memberIds: [agentId(1)] }],
    formerAgents: [{ id: agentId(2), name: 'Ben' }],
    formerTeams: [{ id: teamId(6), name: 'Fax' }],
  }) as unknown as Workspace;

test('names are known of who is here and of who has left', async () => {
  const roster = new RosterModel(agentId(1), { workspace: async () => sampleWorkspace('Shop') }, handClock());
  expect(roster.mayWrite.value).toBe(true);

  await roster.load();

  expect([agentId(1), agentId(2), agentId(3)].map(roster.nameOfAgent)).toEqual(['Mara', 'Ben', undefined]);
  expect([teamId(5), teamId(6)].map(roster.nameOfTeam)).toEqual(['Returns', 'Fax']);
  expect([roster.isManager.value, roster.mayWrite.value]).toEqual([false, false]);
});

test('whoever shows a name hears when it changes', async () => {
  const roster = new RosterModel(agentId(1), { workspace: async () => sampleWorkspace('Shop') }, handClock());
  const shown: (string | undefined)[] = [];
  const end = effect(() => void shown.push(roster.nameOfAgent(agentId(1))));
  await roster.load();
  end();
  expect(shown).toEqual([undefined, 'Mara']);
});

test('what changes while it is being fetched is fetched after', async () => {
  const answers = [Promise.withResolvers<Workspace>(), Promise.withResolvers<Workspace>()];
  const workspace = vi.fn(() => answers[workspace.mock.calls.length - 1]?.promise ?? Promise.reject(new Error()));
  const roster = new RosterModel(agentId(1), { workspace }, handClock());

  const first = roster.load();
  for (let change = 0; change < 3; change++) void roster.load();
  answers[0]?.resolve(sampleWorkspace('Old'));
  await settle();
  answers[1]?.resolve(sampleWorkspace('New'));
  await first;

  expect(roster.workspace.value?.name).toBe('New');
  expect(workspace).toHaveBeenCalledTimes(2);
});

test('a fetch that fails says so, and is tried again', async () => {
  const clock = handClock();
  const workspace = vi.fn(async () => sampleWorkspace('Shop')).mockRejectedValueOnce(new Error('offline'));
  const roster = new RosterModel(agentId(1), { workspace }, clock);

  await roster.load();
  expect([roster.workspace.value, roster.hasFailed.value]).toEqual([undefined, true]);
  clock.pass(5_000);
  await settle();

  expect([roster.workspace.value?.name, roster.hasFailed.value]).toEqual(['Shop', false]);
});
