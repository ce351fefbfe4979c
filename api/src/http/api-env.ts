import type { AgentActor, Context, Surroundings, VisitorActor } from '../context.ts';
import type { Env } from '../env.ts';
import type { FollowsUp } from '../outbox/hand-over.ts';

type Base = { surroundings: Surroundings; requestId: string };

/** What a route may ask of its request, by kind of caller. */
export type ApiEnv = { Bindings: Env; Variables: Base };
export type VisitorEnv = { Bindings: Env; Variables: Base & { ctx: Context<VisitorActor> & FollowsUp } };
export type AgentEnv = { Bindings: Env; Variables: Base & { ctx: Context<AgentActor> & FollowsUp } };
