import type { ComponentChildren } from 'preact';

/** What stands where nothing else does: empty lists, errors, nothing chosen. */
type PlacardProps = { title: string; hint?: string; isPage?: boolean; children?: ComponentChildren };

/** What is said where there is nothing to show. `isPage`: there is nothing else on the page. */
export function Placard({ title, hint, isPage = false, children }: PlacardProps) {
  const Title = isPage ? 'h1' : 'p';
  return (
    <div class="flex h-full flex-col items-center justify-center gap-1 p-8 text-center">
      <Title class="text-read font-medium">{title}</Title>
      {hint && <p class="max-w-72 text-balance text-soft">{hint}</p>}
      {children && <div class="mt-3 flex gap-2">{children}</div>}
    </div>
  );
}
