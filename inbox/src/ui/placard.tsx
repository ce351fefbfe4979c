import type { ComponentChildren } from 'preact';

/** What stands where nothing else does: empty lists, errors, nothing chosen. */
export function Placard({ title, hint, children }: { title: string; hint?: string; children?: ComponentChildren }) {
  return (
    <div class="flex h-full flex-col items-center justify-center gap-1 p-8 text-center">
      <p class="text-read font-medium">{title}</p>
      {hint && <p class="max-w-72 text-balance text-soft">{hint}</p>}
      {children && <div class="mt-3 flex gap-2">{children}</div>}
    </div>
  );
}
