import type { Env } from '../env.ts';
import { type RoomKey, roomName } from './audience.ts';
import type { Delivery } from './room.ts';

export type RoomDelivery = Delivery & { room: RoomKey };

/** Hands each Room its frames, in the order given, in one call. Throws where a Room could not be told. */
export async function tellRooms(env: Env, deliveries: readonly RoomDelivery[]): Promise<void> {
  const calls = new Map<string, { room: RoomKey; frames: Delivery[] }>();
  for (const { room, ...delivery } of deliveries) {
    const name = roomName(room);
    const call = calls.get(name) ?? { room, frames: [] };
    call.frames.push(delivery);
    calls.set(name, call);
  }
  await Promise.all([...calls].map(([name, { room, frames }]) => env.ROOMS.getByName(name).deliver(room, frames)));
}
