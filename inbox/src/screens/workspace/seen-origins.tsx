import type { Workspace } from '@everthread/shared/models/workspace';
import { useApp } from '../../app-context.ts';
import { fullTime, longAge } from '../../format.ts';
import { useLocale } from '../../locale.ts';
import { Section } from '../page.tsx';

export function SeenOrigins({ workspace }: { workspace: Pick<Workspace, 'seenOrigins' | 'allowedOrigins'> }) {
  const { now } = useApp();
  const { strings: t, language } = useLocale();
  const { seenOrigins, allowedOrigins } = workspace;
  if (seenOrigins.length === 0) {
    return (
      <Section title={t.install.seenTitle}>
        <p class="flex items-center gap-2 font-medium">
          <span aria-hidden="true" class="bone size-2 rounded-full bg-note-line" /> {t.install.seenNone}
        </p>
        <p class="mt-1 text-soft">{t.install.seenNoneHint}</p>
      </Section>
    );
  }
  return (
    <Section title={t.install.seenTitle}>
      <ul class="flex flex-col gap-2.5">
        {seenOrigins.map(({ origin, lastSeenAt }) => (
          <li key={origin} class="flex flex-wrap items-center gap-x-3 gap-y-0.5">
            <span dir="ltr" class="font-medium break-all">
              {origin}
            </span>
            {allowedOrigins.length > 0 && !allowedOrigins.includes(origin) && (
              <span class="rounded-full bg-danger-ground px-2 py-0.5 text-small text-danger">
                {t.install.notAllowed}
              </span>
            )}
            <time
              dateTime={lastSeenAt}
              title={fullTime(lastSeenAt, language)}
              class="w-full text-soft two:ms-auto two:w-auto"
            >
              {t.install.seenLast(longAge(lastSeenAt, now.now.value, language))}
            </time>
          </li>
        ))}
      </ul>
    </Section>
  );
}
