import { fileURLToPath } from 'node:url';
import { build, type Plugin, type Rolldown } from 'vite';

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
      const early = `<script nonce="__NONCE__">${await buildEarly()}</script>`;
      const source = String(page.source).replace('</style>', () => `</style>${early}`);
      this.emitFile({ type: 'asset', fileName: 'm-again.html', source });
    },
  };
}

async function buildEarly(): Promise<string> {
  const built = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    build: {
      write: false,
      target: ['es2022', 'safari16.4'],
      rolldownOptions: {
        input: fileURLToPath(new URL('./src/messenger/begin-early.ts', import.meta.url)),
        output: { format: 'iife' },
      },
    },
  });
  const { output } = [built].flat()[0] as Rolldown.RolldownOutput;
  const code = output[0].code.trim();
  if (code.includes('</')) throw new Error('The script would end itself');
  return code;
}
