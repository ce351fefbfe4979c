import * as z from 'zod/mini';
import { DeviceId } from './ids.ts';
import { textOf } from './text.ts';

const base64url = (characters: number) =>
  z.string().check(z.regex(new RegExp(`^[\\w-]{${characters}}$`), { error: 'must be as the browser gave it' }));

const Endpoint = z.url({ protocol: /^https?$/ }).check(z.maxLength(2_000));

/** A browser that asks to be told while its agent is away, as its push service knows it. */
export const NewDevice = z.strictObject({
  endpoint: Endpoint,
  keys: z.strictObject({ p256dh: base64url(87), auth: base64url(22) }),
  name: textOf(80, 1),
  replaces: z.optional(Endpoint), // what the same browser was known by before
});
export type NewDevice = z.infer<typeof NewDevice>;

export const Device = z.object({
  id: DeviceId,
  name: z.string(),
  isCurrent: z.boolean(), // of the sign-in that asks
  createdAt: z.iso.datetime(),
  lastReachedAt: z.nullable(z.iso.datetime()), // when its push service last took something for it
});
export type Device = z.infer<typeof Device>;

/**
 * One's devices, and the key that a browser has to be given so that only we can reach it. `forgotten`: those that their
 * user has taken off the list, which are not to come back by themselves.
 */
export const Devices = z.object({
  publicKey: z.string(),
  devices: z.array(Device),
  forgotten: z.array(DeviceId),
});
export type Devices = z.infer<typeof Devices>;

/** What became of a push that was sent to see whether it comes. */
export const DeviceTest = z.object({ outcome: z.enum(['sent', 'gone', 'later', 'refused']) });
export type DeviceTest = z.infer<typeof DeviceTest>;
