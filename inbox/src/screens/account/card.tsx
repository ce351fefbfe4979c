import type { ComponentChildren } from 'preact';
import { useStrings } from '../../locale.ts';
import { Mark } from '../../ui/mark.tsx';

type CardProps = { title: string; lead?: string; children?: ComponentChildren; foot?: ComponentChildren };

/** The frame of every screen before the inbox. */
export function Card({ title, lead, children, foot }: CardProps) {
  const t = useStrings();
  return (
    <main class="h-full overflow-y-auto">
      <div class="mx-auto flex min-h-full w-full max-w-100 flex-col justify-center px-5 py-12">
        <p class="mb-8 flex items-center gap-2 font-semibold">
          <Mark /> {t.product}
        </p>
        <h1 class="text-large font-semibold tracking-tight text-balance">{title}</h1>
        {lead && <p class="mt-2 text-read text-pretty text-soft">{lead}</p>}
        <div class="mt-6">{children}</div>
        {foot && <div class="mt-6 flex flex-wrap gap-x-1.5 gap-y-3 text-soft">{foot}</div>}
      </div>
    </main>
  );
}

export const textLink = 'font-medium text-accent underline-offset-3 hover:underline';
