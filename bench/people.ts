import { SUBPROTOCOL, TICKET_SUBPROTOCOL_PREFIX } from '@everthread/shared/protocol/version';
import type { VisitorActor } from '../api/src/context.ts';
import { roomName } from '../api/src/realtime/audience.ts';
import { issueTicket } from '../api/src/realtime/ticket.ts';
import { issueAccessToken } from '../api/src/visitors/access-token.ts';
import { type Conversation, newThread } from '../api/test/conversations.ts';
import { newAgent, newWorkspace, type TestAgent } from '../api/test/factories.ts';
import type { MeasuredSystem } from './system.ts';

/** A visitor with a thread, and how his browser posts into it. */
export type Writer = { url: string; headers: { authorization: string }; conversation: Conversation };

/** Whose socket it is to be. */
export type Team = Pick<TestAgent, 'workspaceId' | 'agentId' | 'sessionId'>;

export type Place = { agent: TestAgent; writers: Writer[]; nextWriter(): Writer };

/** A workspace with an agent and so many visitors that none of them comes near his limit. */
export async function newPlace(system: MeasuredSystem, visitors: number): Promise<Place> {
  const workspace = await newWorkspace(system.surroundings);
  const agent = await newAgent(workspace, 'owner', 'Ada');
  const writers: Writer[] = [];
  for (let i = 0; i < visitors; i += 1) writers.push(await asWriter(system, await newThread(workspace)));
  let turn = 0;
  return {
    agent,
    writers,
    nextWriter: () => writers[turn++ % writers.length] as Writer,
  };
}

async function asWriter({ surroundings, apiUrl }: MeasuredSystem, conversation: Conversation): Promise<Writer> {
  const { kind: _, ...visitor }: VisitorActor = conversation.visitor.actor;
  const { token } = await issueAccessToken(surroundings.config, surroundings.now(), visitor);
  return {
    conversation,
    url: `${apiUrl}/api/visitor/threads/${conversation.threadId}/messages`,
    headers: { authorization: `Bearer ${token}` },
  };
}

export const newMessage = (text = 'Does the pot pour without dripping?') => ({ id: crypto.randomUUID(), text });

/** The subprotocols that let one socket of this agent into his team's Room. */
export async function agentsProtocols({ surroundings }: MeasuredSystem, agent: Team): Promise<string[]> {
  const { workspaceId, agentId, sessionId } = agent;
  const audience = { room: 'team', workspaceId, agentId, name: 'Ada', role: 'agent', sessionId } as const;
  const ticket = await issueTicket(surroundings.config, surroundings.now(), audience);
  return [SUBPROTOCOL, `${TICKET_SUBPROTOCOL_PREFIX}${ticket}`];
}

export const teamRoom = ({ workspaceId }: Team) => {
  const room = { room: 'team', workspaceId } as const;
  return { room, name: roomName(room) };
};
