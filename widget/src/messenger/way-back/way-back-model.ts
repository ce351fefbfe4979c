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
import { createModel, effect, signal } from '@preact/signals';
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
  let told: WayBack | undefined; // by the server, last
  let line: Promise<unknown> = Promise.resolve();
  let inLine = 0;
  let isAnswering = false;
  let carried = 0; // how often a code was wanted, or no more
  let endWait = () => {};

  /** Says that it did not work, where it does not. */
  async function trying(work: () => Promise<void>): Promise<void> {
    try {
      await work();
      hasFailed.value = false;
    } catch {
      hasFailed.value = true;
    }
  }

  /** One after the other, as they were pressed. What is being set is shown at once, and what it has overtaken is not. */
  async function settle(change?: WayBackChange): Promise<void> {
    inLine += 1;
    if (change && wayBack.value) {
      const { choice = wayBack.value.choice, quiet = wayBack.value.quiet } = change;
      wayBack.value = { ...wayBack.value, choice, quiet };
    }
    const own = inLine;
    const asking = line.then(async () => {
      told = (await ask<{ wayBack: WayBack }>('way-back', change, change && 'PATCH')).wayBack;
    });
    line = asking.catch(() => {});
    await trying(() => asking);
    if (own === inLine) wayBack.value = told;
  }

  function stopCarrying(): void {
    carried += 1;
    endWait();
    carrying.value = { name: 'none' };
  }
  effect(() => stopCarrying);

  const loadDevices = () =>
    trying(async () => {
      devices.value = (await ask<{ devices: VisitorDevice[] }>('devices')).devices;
    });

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
    load: () => settle(),
    change: (change: WayBackChange) => settle(change),
    loadDevices,
    endDevice: (id: DeviceId) =>
      trying(async () => {
        await ask(`devices/${id}`, undefined, 'DELETE');
        devices.value = devices.value.filter((device) => device.id !== id);
      }),
    /** Shows a code that leads to the thread on another device, and waits for who comes with it. */
    carry: () =>
      trying(async () => {
        endWait();
        carried += 1;
        const own = carried;
        const { pass } = await makePass('carry');
        if (own !== carried) return;
        carrying.value = { name: 'shown', pass };
        endWait = clock.after(LOOK_EVERY_MS, () => void look(pass));
      }),
    answer: (isMine: boolean) =>
      trying(async () => {
        const { value } = carrying;
        if (value.name !== 'asking' || isAnswering) return;
        isAnswering = true;
        try {
          await ask('passes/answer', { pass: value.pass, isMine });
          if (carrying.value === value) carrying.value = { name: isMine ? 'carried' : 'over' };
          if (isMine) void loadDevices();
        } finally {
          isAnswering = false;
        }
      }),
    stopCarrying,
  };
});
export type WayBackModel = InstanceType<typeof WayBackModel>;
