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
  /** Who knocks at this host is led to this entrypoint of `worker`, as wrangler.files.toml says. */
  files?: { host: string; entrypoint: string };
};

/** The worker that stands at `address`, before `worker`. */
export const frontDoorWorker = ({
  name = 'front-door',
  worker,
  address,
  compatibilityDate,
  behindProxy = false,
  files,
}: Options): V4WorkerOptions => ({
  name,
  compatibilityDate,
  compatibilityFlags: ['no_web_socket_compression'], // it would agree to it by itself, whatever the Worker says
  modules: true,
  script: readFileSync(resolve(import.meta.dirname, 'front-door.worker.js'), 'utf8'),
  serviceBindings: { WORKER: worker, ...(files && { FILES: { name: worker, entrypoint: files.entrypoint } }) },
  bindings: { BEHIND_PROXY: behindProxy, ...(files && { FILES_HOST: files.host }) },
  unsafeBindings: [
    {
      name: 'DOOR',
      type: 'front-door',
      plugin: { package: resolve(import.meta.dirname, 'front-door.ts'), name: 'front-door' },
      options: { address },
    },
  ],
});
