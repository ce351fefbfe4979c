import { resolve } from 'node:path';
import { defineConfig } from 'vite';

const here = (path: string) => resolve(import.meta.dirname, path);

/** What the help centre's pages bring beside themselves: one style, one module. `help.json` says what they are called. */
export default defineConfig({
  root: here('.'),
  publicDir: false,
  build: {
    outDir: here('../.build/assets'),
    emptyOutDir: false,
    target: ['es2022', 'safari17.5'],
    manifest: 'help.json',
    modulePreload: false,
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rolldownOptions: {
      input: here('src/help/browser/help.ts'),
      output: { entryFileNames: 'assets/help-[hash].js', assetFileNames: 'assets/help-[hash][extname]' },
    },
  },
});
