import type { Env } from '../src/env.ts';
import type { RoomKey } from '../src/realtime/audience.ts';
import type { Clock } from '../src/realtime/clock.ts';
import type { OpenWindow } from '../src/realtime/looking.ts';
import type { Delivery, Room } from '../src/realtime/room.ts';

export type Told = Delivery & { room: string };

/** The binding to the Rooms as tests outside workerd have it: writes down what each Room is told. */
export function recordingRooms() {
  const told: Told[] = [];
  /** Names of Rooms that cannot be reached. */
  const unreachable = new Set<string>();
  const ended: { room: string; who: unknown }[] = [];
  const endedAgents: { room: string; who: unknown }[] = [];
  /** The windows that the team has open, as every team's Room says. */
  const windows: OpenWindow[] = [];
  const rooms = {
    getByName: (name: string) => ({
      async deliver(_room: RoomKey, deliveries: readonly Delivery[]) {
        if (unreachable.has(name)) throw new Error('Network connection lost');
        told.push(...deliveries.map((delivery) => ({ ...delivery, room: name })));
      },
      async forgetFrames(_room: RoomKey) {
        told.push({ frame: { type: 'reset' }, room: name });
      },
      async whoAttends() {
        if (unreachable.has(name)) throw new Error('Network connection lost');
        return windows;
      },
      async endVisitor(_room: RoomKey, who: unknown) {
        ended.push({ room: name, who });
      },
      async end(_room: RoomKey, who: unknown) {
        endedAgents.push({ room: name, who });
      },
    }),
  } as unknown as DurableObjectNamespace<Room>;
  /** When each workspace's Clock was asked to wake. */
  const woken: { workspaceId: string; at: number }[] = [];
  const clock = {
    getByName: (name: string) => ({
      wakeAt: async (workspaceId: string, at: number) => void (name === workspaceId && woken.push({ workspaceId, at })),
    }),
  } as unknown as DurableObjectNamespace<Clock>;
  return {
    env: { CLOCK: clock, ROOMS: rooms } as unknown as Env,
    told,
    ended,
    endedAgents,
    unreachable,
    woken,
    windows,
  };
}
