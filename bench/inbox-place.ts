import { newAgent, newWorkspace } from '../api/test/factories.ts';
import { fillWithTopics, newSpread } from '../api/test/many-topics.ts';
import type { MeasuredSystem } from './system.ts';

/** Where an agent's inbox is, and what makes a browser his before it asks for anything. */
export type InboxPlace = { url: string; script: string };

const COLLEAGUES = 12;

/** A workspace with so many threads, a quarter of which are not done. */
export async function newInboxPlace(system: MeasuredSystem, threads: number): Promise<InboxPlace> {
  const workspace = await newWorkspace(system.surroundings);
  const agents = [];
  for (let i = 0; i < COLLEAGUES; i += 1)
    agents.push(await newAgent(workspace, i === 0 ? 'owner' : 'agent', `Ada ${i}`));
  const [me] = agents;
  if (!me) throw new Error('There is nobody');
  const spread = await newSpread(workspace, agents, {
    teams: ['Sales', 'Care', 'Returns'],
    tags: ['refund', 'bug', 'idea', 'praise'],
  });
  await fillWithTopics(workspace, threads, spread, { openIn: 4 });
  await system.ask('analyze');
  return {
    url: `${system.appUrl}/inbox/${me.workspaceId}/all`,
    script: `if (location.pathname.startsWith('/inbox')) document.cookie = ${JSON.stringify(`${me.cookie}; path=/`)};`,
  };
}
