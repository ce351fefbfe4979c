import type { ComponentChildren } from 'preact';
import { useStrings } from '../../locale.ts';

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

/** One thread, two people. */
export function Mark() {
  return (
    <svg aria-hidden="true" viewBox="0 0 24 24" fill="none" stroke="currentColor" class="size-6 text-accent">
      <path
        d="M4 7.5C4 5.6 5.6 4 7.5 4h9C18.4 4 20 5.6 20 7.5S18.4 11 16.5 11h-9C5.6 11 4 12.6 4 14.5S5.6 18 7.5 18H17l3 2.5"
        stroke-width="2.2"
        stroke-linecap="round"
        stroke-linejoin="round"
      />
    </svg>
  );
}

export const textLink = 'font-medium text-accent underline-offset-3 hover:underline';
