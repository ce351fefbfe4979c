const THEMES = [
  { media: '(prefers-color-scheme: light)', color: '#f4f6f6' },
  { media: '(prefers-color-scheme: dark)', color: '#0d1012' },
];

/** Tells the browser what it needs to offer to install the inbox. After the first paint: nothing that is shown waits for it. */
export function makeInstallable({ document }: Window): void {
  if (document.querySelector('link[rel=manifest]')) return;
  const link = document.createElement('link');
  Object.assign(link, { rel: 'manifest', href: '/inbox/manifest.webmanifest' });
  const metas = THEMES.map(({ media, color }) =>
    Object.assign(document.createElement('meta'), { name: 'theme-color', media, content: color }),
  );
  document.head.append(link, ...metas);
}
