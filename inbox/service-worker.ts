import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, type Plugin } from 'vite';

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));

const NAMES = ['icon-192', 'icon-512', 'maskable-512', 'apple-180', 'badge-96'] as const;
type IconName = (typeof NAMES)[number];

/**
 * Builds what makes the inbox an app that can be installed: its icons, the manifest that names them, and the service
 * worker, which knows by name all files that this build has made.
 */
export function serviceWorker(outDir: string): Plugin {
  const references = new Map<IconName, string>();
  return {
    name: 'service-worker',
    apply: 'build',
    buildStart() {
      for (const name of NAMES) {
        const source = readFileSync(at(`icons/${name}.png`));
        references.set(name, this.emitFile({ type: 'asset', name: `${name}.png`, source }));
      }
    },
    async writeBundle(_options, bundle) {
      const icon = (name: IconName) => `/${this.getFileName(references.get(name) ?? '')}`;
      writeFileSync(`${outDir}/inbox.webmanifest`, `${JSON.stringify(manifest(icon), null, 2)}\n`);
      const files = Object.keys(bundle).filter((file) => /^assets\/inbox-.*\.(js|css)$/.test(file));
      const entry = Object.values(bundle).find((file) => file.type === 'chunk' && file.isEntry)?.fileName ?? '';
      const id = createHash('sha256').update(files.toSorted().join()).digest('hex').slice(0, 12);
      await build({
        configFile: false,
        publicDir: false,
        logLevel: 'warn',
        define: {
          INBOX_BUILD: JSON.stringify({ id, entry, files: files.map((file) => `/${file}`) }),
          INBOX_ICONS: JSON.stringify({ icon: icon('icon-192'), badge: icon('badge-96') }),
        },
        build: {
          outDir,
          emptyOutDir: false,
          target: 'es2023',
          reportCompressedSize: false,
          rolldownOptions: {
            input: at('src/push/worker/worker.ts'),
            output: { format: 'iife', entryFileNames: 'inbox-worker.js' },
          },
        },
      });
    },
  };
}

const manifest = (icon: (name: IconName) => string) => ({
  id: '/inbox',
  name: 'Everthread',
  short_name: 'Everthread',
  description: 'The inbox from which a team answers',
  start_url: '/inbox',
  scope: '/inbox',
  display: 'standalone',
  background_color: '#f4f6f6',
  theme_color: '#0b8a94',
  icons: [
    { src: icon('icon-192'), sizes: '192x192', type: 'image/png' },
    { src: icon('icon-512'), sizes: '512x512', type: 'image/png' },
    { src: icon('maskable-512'), sizes: '512x512', type: 'image/png', purpose: 'maskable' },
    { src: icon('apple-180'), sizes: '180x180', type: 'image/png' },
  ],
});
