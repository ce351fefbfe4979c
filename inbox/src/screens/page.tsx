import type { ComponentChildren } from 'preact';
import { useStrings } from '../locale.ts';
import { Icon } from '../ui/icon.tsx';

type PageProps = { title: string; lead?: string; backTo: string; children: ComponentChildren };

/** The frame of the screens around the inbox: settings, sessions. */
export function Page({ title, lead, backTo, children }: PageProps) {
  const t = useStrings();
  return (
    <main class="h-full overflow-y-auto bg-ground">
      <div class="mx-auto max-w-176 px-5 py-8 two:py-12">
        <a
          href={backTo}
          class="-ms-2 mb-5 inline-flex items-center gap-1 rounded-medium px-2 py-1.5 text-soft hover:bg-raised hover:text-ink"
        >
          <Icon name="back" /> {t.menu.inbox}
        </a>
        <h1 class="text-large font-semibold tracking-tight">{title}</h1>
        {lead && <p class="mt-1.5 text-read text-pretty text-soft">{lead}</p>}
        <div class="mt-8 flex flex-col gap-5">{children}</div>
      </div>
    </main>
  );
}

export function Section({ title, hint, children }: { title: string; hint?: string; children: ComponentChildren }) {
  return (
    <section class="rounded-large border border-line bg-surface p-5">
      <h2 class="text-read font-semibold">{title}</h2>
      {hint && <p class="mt-1 text-pretty text-soft">{hint}</p>}
      <div class="mt-4">{children}</div>
    </section>
  );
}
