import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { V4WorkerOptions } from 'miniflare';
import { frontDoorWorker } from '../local/front-door-worker.ts';
import { WORKER_NAME } from '../local/run-worker.ts';

const COMPATIBILITY_DATE = '2026-11-01';

/** The control and a front door of its own, so that both ways into workerd are equally long. Never part of the product. */
export const controlWorkers = (port: number, databaseUrl: string): V4WorkerOptions[] => [
  {
    name: 'control',
    compatibilityDate: COMPATIBILITY_DATE,
    compatibilityFlags: ['no_web_socket_compression'],
    modules: true,
    script: readFileSync(resolve(import.meta.dirname, 'control.worker.js'), 'utf8'),
    bindings: { DATABASE_URL: databaseUrl, SQL_URL: `http://127.0.0.1:${new URL(databaseUrl).port}/sql` },
    durableObjects: {
      ECHO: { className: 'Echo', useSQLite: true },
      BROADCAST: { className: 'Broadcast', useSQLite: true },
      ROOMS: { className: 'Room', scriptName: WORKER_NAME, useSQLite: true },
    },
  },
  frontDoorWorker({
    name: 'control-door',
    worker: 'control',
    address: `127.0.0.1:${port}`,
    compatibilityDate: COMPATIBILITY_DATE,
  }),
];
