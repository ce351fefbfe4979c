import type { Clock } from '@everthread/shared/client/clock';
import type { DeviceId } from '@everthread/shared/models/ids';
import type {
  CarriedPass,
  MadePass,
  PassPurpose,
  VisitorDevice,
  WayBack,
  WayBackChange,
} from '@everthread/shared/models/way-back';
import { createModel, signal } from '@preact/signals';
import type { Request } from '../request.ts';

/** What is wanted of the server, as the visitor. */
export type AsVisitor = <Answer>(path: string, body?: unknown, method?: 'PATCH' | 'DELETE') => Promise<Answer>;

/** The visitor's requests, with the access that the thread has. */
export const asVisitorBy =
  (withAccess: <Answer>(use: (token: string) => Promise<Answer>) => Promise<Answer>, request: Request): AsVisitor =>
  (path, body, method) =>
    withAccess((token) => request(path, body, token, method));

export type Carrying =
  | { name: 'none' | 'over' | 'carried' }
  | { name: 'shown'; pass: string }
  | { name: 'asking'; pass: string; device: string };

const LOOK_EVERY_MS = 2_000;

/** How a visitor hears of answers while he is away, and from where he reads. */
export const WayBackModel = createModel((ask: AsVisitor, clock: Clock) => {
  const wayBack = signal<WayBack | undefined>(undefined);
  const devices = signal<readonly VisitorDevice[]>([]);
  const carrying = signal<Carrying>({ name: 'none' });
  const hasFailed = signal(false);
  let endWait = () => {};

  /** Says that it did not work, where it does not. */
  async function trying(work: () => Promise<void>): Promise<void> {
    hasFailed.value = false;
    try {
      await work();
    } catch {
      hasFailed.value = true;
    }
  }

  const makePass = (purpose: PassPurpose) => ask<MadePass>('passes', { purpose });

  async function look(pass: string): Promise<void> {
    const found = await ask<CarriedPass>('passes/look', { pass }).catch(() => undefined);
    const { value } = carrying;
    if (!('pass' in value) || value.pass !== pass) return;
    if (found?.state === 'over') carrying.value = { name: 'over' };
    else if (found?.state === 'asking') carrying.value = { name: 'asking', pass, device: found.name };
    else endWait = clock.after(LOOK_EVERY_MS, () => void look(pass));
  }

  return {
    wayBack,
    devices,
    carrying,
    hasFailed,
    makePass,
    load: () =>
      trying(async () => {
        wayBack.value = (await ask<{ wayBack: WayBack }>('way-back')).wayBack;
      }),
    change: (change: WayBackChange) =>
      trying(async () => {
        wayBack.value = (await ask<{ wayBack: WayBack }>('way-back', change, 'PATCH')).wayBack;
      }),
    loadDevices: () =>
      trying(async () => {
        devices.value = (await ask<{ devices: VisitorDevice[] }>('devices')).devices;
      }),
    endDevice: (id: DeviceId) =>
      trying(async () => {
        await ask(`devices/${id}`, undefined, 'DELETE');
        devices.value = devices.value.filter((device) => device.id !== id);
      }),
    /** Shows a code that leads to the thread on another device, and waits for who comes with it. */
    carry: () =>
      trying(async () => {
        endWait();
        const { pass } = await makePass('carry');
        carrying.value = { name: 'shown', pass };
        endWait = clock.after(LOOK_EVERY_MS, () => void look(pass));
      }),
    answer: (isMine: boolean) =>
      trying(async () => {
        const { value } = carrying;
        if (value.name !== 'asking') return;
        await ask('passes/answer', { pass: value.pass, isMine });
        carrying.value = { name: isMine ? 'carried' : 'over' };
      }),
    stopCarrying(): void {
      endWait();
      carrying.value = { name: 'none' };
    },
  };
});
export type WayBackModel = InstanceType<typeof WayBackModel>;
