import { readdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import tailwindcss from '@tailwindcss/vite';
import { defineConfig, type Plugin } from 'vite';

const outDir = fileURLToPath(new URL('../.build/assets', import.meta.url));

export default defineConfig({
  base: '/',
  // The Worker puts a fresh nonce in its place for each answer.
  html: { cspNonce: '__NONCE__' },
  plugins: [tailwindcss(), sweepOldBuild()],
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir,
    emptyOutDir: false,
    target: 'es2023',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    reportCompressedSize: false,
    rolldownOptions: {
      input: fileURLToPath(new URL('inbox.html', import.meta.url)),
      output: {
        entryFileNames: 'assets/inbox-[hash].js',
        chunkFileNames: 'assets/inbox-[name]-[hash].js',
        assetFileNames: 'assets/inbox-[hash][extname]',
      },
    },
  },
});

/** The folder is shared with the widget's build, so each build takes away only what itself made before. */
function sweepOldBuild(): Plugin {
  return {
    name: 'sweep-old-build',
    apply: 'build',
    writeBundle(_options, bundle) {
      for (const file of readdirSync(`${outDir}/assets`)) {
        if (file.startsWith('inbox-') && !(`assets/${file}` in bundle)) rmSync(`${outDir}/assets/${file}`);
      }
    },
  };
}
