import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';
import { firstLoad } from '../local/first-load.ts';
import { forWhoComesBack } from './for-who-comes-back.ts';
import { importAgain } from './import-again.ts';
import { inlineStyles } from './inline-styles.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/**
 * The messenger: one page with its style, one module, and a file for each language but English. `--mode again`: the page
 * for who comes back.
 */
export default defineConfig(({ mode }) => ({
  root: here('.'),
  publicDir: false,
  plugins: [inlineStyles(), importAgain(), ...(mode === 'again' ? [forWhoComesBack()] : [])],
  // Nobody has set it: what looks for it goes.
  define: { 'window.__PREACT_SIGNALS_DEVTOOLS__': 'false' },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: here('../.build/assets'),
    emptyOutDir: false,
    target: ['es2022', 'safari16.4'],
    modulePreload: false,
    // A hundredth smaller than by Vite's own way.
    minify: 'terser',
    terserOptions: { module: true, compress: { passes: 2, ecma: 2020 } },
    rolldownOptions: {
      input: here('m.html'),
      output: {
        codeSplitting: { groups: [{ name: firstLoad(here('m.html')) }] },
        // Short: each stands in what is loaded first.
        entryFileNames: 'assets/messenger-[hash:6].js',
        chunkFileNames: 'assets/messenger-[hash:6].js',
      },
    },
  },
}));
