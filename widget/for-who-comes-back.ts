import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import { inlineScript } from '../local/inline-script.ts';

const EARLY = fileURLToPath(new URL('./src/messenger/begin-early.ts', import.meta.url));

/**
 * The same page under another name, for who has a conversation: with the module that has all in it which he needs, and
 * before that a few lines which ask for his thread while it is on its way.
 */
export function forWhoComesBack(): Plugin {
  return {
    name: 'for-who-comes-back',
    enforce: 'post',
    transformIndexHtml: { order: 'pre', handler: (html) => html.replace('/main.ts', '/again.ts') },
    async generateBundle(_options, bundle) {
      const page = bundle['m.html'];
      if (page?.type !== 'asset') throw new Error('There is no m.html');
      delete bundle['m.html'];
      const early = await inlineScript(EARLY, ['es2022', 'safari16.4']);
      const source = String(page.source).replace('</style>', () => `</style>${early}`);
      this.emitFile({ type: 'asset', fileName: 'm-again.html', source });
    },
  };
}
