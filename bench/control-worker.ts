import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { V4WorkerOptions } from 'miniflare';
import { frontDoorWorker } from '../local/front-door-worker.ts';
import { readWorkerConfig, WORKER_NAME } from '../local/run-worker.ts';

/**
 * The control, behind the same front door and the same router of static files as the product: what the platform costs
 * is not what is measured. Never part of the product.
 */
export function controlWorkers(port: number, databaseUrl: string): V4WorkerOptions[] {
  const { compatibilityDate = '', compatibilityFlags = [], assets } = readWorkerConfig();
  return [
    {
      name: 'control',
      compatibilityDate,
      compatibilityFlags,
      ...(assets && { assets }),
      modules: true,
      script: readFileSync(resolve(import.meta.dirname, 'control.worker.js'), 'utf8'),
      bindings: { DATABASE_URL: databaseUrl, SQL_URL: `http://127.0.0.1:${new URL(databaseUrl).port}/sql` },
      durableObjects: {
        ECHO: { className: 'Echo', useSQLite: true },
        BROADCAST: { className: 'Broadcast', useSQLite: true },
        ROOMS: { className: 'Room', scriptName: WORKER_NAME, useSQLite: true },
      },
    },
    frontDoorWorker({ name: 'control-door', worker: 'control', address: `127.0.0.1:${port}`, compatibilityDate }),
  ];
}
