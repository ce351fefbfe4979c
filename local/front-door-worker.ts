import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { V4WorkerOptions } from 'miniflare';

type Options = { name?: string; worker: string; address: string; compatibilityDate: string };

/** The worker that stands at `address`, before `worker`. */
export const frontDoorWorker = ({
  name = 'front-door',
  worker,
  address,
  compatibilityDate,
}: Options): V4WorkerOptions => ({
  name,
  compatibilityDate,
  compatibilityFlags: ['no_web_socket_compression'], // it would agree to it by itself, whatever the Worker says
  modules: true,
  script: readFileSync(resolve(import.meta.dirname, 'front-door.worker.js'), 'utf8'),
  serviceBindings: { WORKER: worker },
  unsafeBindings: [
    {
      name: 'DOOR',
      type: 'front-door',
      plugin: { package: resolve(import.meta.dirname, 'front-door.ts'), name: 'front-door' },
      options: { address },
    },
  ],
});
