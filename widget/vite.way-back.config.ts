import { fileURLToPath } from 'node:url';
import { build, defineConfig, type Plugin } from 'vite';
import { inlineStyles } from './inline-styles.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const outDir = here('../.build/assets');

/**
 * The small pages on our own origin: where a visitor asks to be told, the messenger as a page of its own, and what stands
 * where there is no messenger.
 */
export default defineConfig(({ mode }) => ({
  root: here('.'),
  publicDir: false,
  plugins: [inlineStyles(), ...(mode === 'talk' ? [serviceWorker()] : [])],
  build: {
    outDir,
    emptyOutDir: false,
    target: ['es2022', 'safari16.4'],
    modulePreload: false,
    rolldownOptions: {
      input: here(`${mode}.html`),
      output: {
        entryFileNames: `assets/messenger-${mode}-[hash].js`,
        chunkFileNames: `assets/messenger-${mode}-[name]-[hash].js`,
      },
    },
  },
}));

/** What tells visitors, as one classic script: a site's own worker may import it. */
function serviceWorker(): Plugin {
  return {
    name: 'visitor-worker',
    apply: 'build',
    async writeBundle() {
      await build({
        configFile: false,
        publicDir: false,
        logLevel: 'warn',
        build: {
          outDir,
          emptyOutDir: false,
          target: ['es2022', 'safari16.4'],
          reportCompressedSize: false,
          rolldownOptions: {
            input: here('src/way-back/worker/worker.ts'),
            output: { format: 'iife', entryFileNames: 'visitor-worker.js' },
          },
        },
      });
    },
  };
}
