import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const ASK_AGAIN = fileURLToPath(new URL('./src/messenger/ask-again.ts', import.meta.url));
const HELPER = '\0vite/preload-helper.js';

/** A later import as Vite leaves it, with what of its module is wanted, and the styles to preload: our parts bring theirs along. */
const LATER =
  /\(\)=>import\((?<name>"[^"]+")\)(?<wanted>(?:\.then\(\w+=>\w+\.\w+\))?),(?:\[\]|__vite__mapDeps\(\[[\d,]*\]\))\)/g;
const STYLES_TABLE = /^const __vite__mapDeps=.*\n/;

/** In place of Vite's own way of importing later: each part is asked for again where it does not come (`ask-again.ts`). */
export function importAgain(): Plugin {
  return {
    name: 'import-again',
    load: {
      filter: { id: /preload-helper/ },
      handler: (id) =>
        id === HELPER ? `export { askAgain as __vitePreload } from ${JSON.stringify(ASK_AGAIN)}` : undefined,
    },
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        for (const file of Object.values(bundle)) {
          if (file.type !== 'chunk') continue;
          file.code = file.code.replace(STYLES_TABLE, '').replace(LATER, 'e=>import($<name>+e)$<wanted>)');
          if (/import\("[^"]+"\)|__vite__mapDeps/.test(file.code))
            throw new Error(`${file.fileName} imports in a way that is not asked again`);
        }
      },
    },
  };
}
