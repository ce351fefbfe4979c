import { readdirSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  convertV4MiniflareOptions,
  Log,
  LogLevel,
  Miniflare,
  type MiniflareOptions,
  type V4WorkerOptions,
  type V4WorkerOptionsShape,
} from 'miniflare';
import { unstable_getMiniflareWorkerOptions as readWranglerConfig } from 'wrangler';
import { frontDoorWorker } from './front-door-worker.ts';
import { publicNetwork } from './public-network.ts';
import { withOwnRateLimits } from './rate-limit.ts';

export type RunningWorker = {
  /** Runs the scheduled handler, as the crons of wrangler.toml do on Cloudflare. */
  tick(): Promise<void>;
  /** Takes up what was built anew. */
  reload(): Promise<void>;
  stop(): Promise<void>;
};

type Options = {
  port: number;
  dataDir: string;
  bindings: Readonly<Record<string, string>>;
  /** People come through a proxy on this machine. */
  behindProxy?: boolean;
  /** Takes what the Worker logs, in place of the console. */
  onLog?: (line: string) => void;
  /** Other workers in the same workerd. */
  beside?: readonly V4WorkerOptions[];
  /** The one of them that stands for the internet, in place of the way out. */
  internet?: string;
};

const root = resolve(import.meta.dirname, '..');
const BUNDLE = resolve(root, '.build/worker');
/** What other workers in the same workerd know it by. */
export const WORKER_NAME = 'everthread';

/** Runs the built Worker in workerd, as wrangler.toml describes it, on a port of the loopback interface. */
export async function runWorker(options: Options): Promise<RunningWorker> {
  const config = readWorkerConfig();
  const miniflare = new Miniflare(toMiniflare(config, options));
  await miniflare.ready;
  return {
    async tick() {
      const worker = await miniflare.getWorker(WORKER_NAME);
      for (const cron of config.cronTriggers ?? []) await worker.scheduled({ cron });
    },
    reload: () => miniflare.setOptions(toMiniflare(config, options)),
    stop: () => miniflare.dispose(),
  };
}

/** The bindings of wrangler.toml; `modulesRules` is for Wrangler's bundler alone. */
export function readWorkerConfig(): V4WorkerOptionsShape {
  const options: V4WorkerOptionsShape = readWranglerConfig(resolve(root, 'wrangler.toml')).workerOptions;
  const { modulesRules: _, ...config } = options;
  return config;
}

/** The Worker itself, which comes first, and what it brings along that is compiled already. */
function modulesOf(bundle: string) {
  const compiled = readdirSync(bundle).filter((name) => name.endsWith('.wasm'));
  return [
    { type: 'ESModule' as const, path: resolve(bundle, 'worker.js') },
    ...compiled.map((name) => ({ type: 'CompiledWasm' as const, path: resolve(bundle, name) })),
  ];
}

function toMiniflare(
  worker: V4WorkerOptionsShape,
  { port, dataDir, bindings, behindProxy = false, onLog, beside = [], internet }: Options,
): MiniflareOptions {
  const options = convertV4MiniflareOptions({
    rootPath: root,
    host: '127.0.0.1', // Miniflare's own entry, on any port: people come by the front door
    cf: false,
    log: new Log(onLog ? LogLevel.NONE : LogLevel.WARN),
    logRequests: false,
    handleStructuredLogs: ({ level, message }) =>
      onLog ? onLog(message) : level === 'error' ? console.error(message) : console.log(message),
    resourcePersistencePath: resolve(dataDir, 'worker'),
    workers: [
      withOwnRateLimits({
        ...worker,
        name: WORKER_NAME,
        bindings: { ...worker.bindings, ...bindings },
        serviceBindings: { ...worker.serviceBindings, PUBLIC_NETWORK: internet ?? publicNetwork },
        modulesRoot: BUNDLE,
        modules: modulesOf(BUNDLE),
      }),
      frontDoorWorker({
        worker: WORKER_NAME,
        address: `127.0.0.1:${port}`,
        compatibilityDate: worker.compatibilityDate ?? '',
        behindProxy,
        ...(bindings.FILES_URL && { files: { host: new URL(bindings.FILES_URL).host, entrypoint: 'Files' } }),
      }),
      ...beside,
    ],
  });
  return { ...options, enableDevRegistry: false };
}
