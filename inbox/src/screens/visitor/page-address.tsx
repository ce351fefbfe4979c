import type { ComponentChildren } from 'preact';
import { useThreadWords } from '../../locales/en-thread.ts';
import { safeLink } from './safe-link.ts';

/** An address that a stranger reported: a link only where it is one that may be clicked. */
export function PageAddress({ url, children }: { url: string; children: ComponentChildren }) {
  const w = useThreadWords();
  const href = safeLink(url);
  if (!href) return <span class="text-soft">{children}</span>;
  return (
    <a href={href} target="_blank" rel="noreferrer noopener" class="text-accent underline-offset-3 hover:underline">
      {children}
      <span class="sr-only"> ({w.visitor.opensElsewhere})</span>
    </a>
  );
}
