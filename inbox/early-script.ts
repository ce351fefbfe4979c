import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { inlineScript } from '../local/inline-script.ts';

const EARLY = fileURLToPath(new URL('./src/begin-early.ts', import.meta.url));
const MODULE = '<script type="module"';

/** The page's head begins by itself what the first picture needs, while the module that draws it is on its way. */
export function earlyScript(): Plugin {
  return {
    name: 'early-script',
    apply: 'build',
    enforce: 'post',
    async generateBundle(_options, bundle) {
      const page = bundle['inbox.html'];
      if (page?.type !== 'asset' || !String(page.source).includes(MODULE)) throw new Error('There is no inbox.html');
      const script = await inlineScript(EARLY, 'es2023');
      page.source = String(page.source).replace(MODULE, () => `${script}\n    ${MODULE}`);
    },
  };
}
