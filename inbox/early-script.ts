import { fileURLToPath } from 'node:url';
import { build, type Plugin, type Rolldown } from 'vite';

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
      const script = `<script nonce="__NONCE__">${await buildEarly()}</script>`;
      page.source = String(page.source).replace(MODULE, () => `${script}\n    ${MODULE}`);
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
      target: 'es2023',
      rolldownOptions: {
        input: fileURLToPath(new URL('./src/begin-early.ts', import.meta.url)),
        output: { format: 'iife' },
      },
    },
  });
  const { output } = [built].flat()[0] as Rolldown.RolldownOutput;
  const code = output[0].code.trim();
  if (code.includes('</')) throw new Error('The script would end itself');
  return code;
}
