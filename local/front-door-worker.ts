import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { V4WorkerOptions } from 'miniflare';

type Options = {
  name?: string;
  worker: string;
  address: string;
  compatibilityDate: string;
  /** People come through a proxy on this machine, which says in `X-Forwarded-For` who they are. */
  behindProxy?: boolean;
};

/** The worker that stands at `address`, before `worker`. */
export const frontDoorWorker = ({
  name = 'front-door',
  worker,
  address,
  compatibilityDate,
  behindProxy = false,
}: Options): V4WorkerOptions => ({
  name,
  compatibilityDate,
  compatibilityFlags: ['no_web_socket_compression'], // it would agree to it by itself, whatever the Worker says
  modules: true,
  script: readFileSync(resolve(import.meta.dirname, 'front-door.worker.js'), 'utf8'),
  serviceBindings: { WORKER: worker },
  bindings: { BEHIND_PROXY: behindProxy },
  unsafeBindings: [
    {
      name: 'DOOR',
      type: 'front-door',
      plugin: { package: resolve(import.meta.dirname, 'front-door.ts'), name: 'front-door' },
      options: { address },
    },
  ],
});
