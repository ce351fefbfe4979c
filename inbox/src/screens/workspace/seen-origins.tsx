import type { Workspace } from '@everthread/shared/models/workspace';
import { useApp } from '../../app-context.ts';
import { fullTime, longAge } from '../../format.ts';
import { useLocale } from '../../locale.ts';
import { SettingCard } from '../settings/setting.tsx';
import { useWords } from '../settings/words.ts';

export function SeenOrigins({ workspace }: { workspace: Pick<Workspace, 'seenOrigins' | 'allowedOrigins'> }) {
  const { now } = useApp();
  const { language } = useLocale();
  const w = useWords();
  const { seenOrigins, allowedOrigins } = workspace;
  if (seenOrigins.length === 0) {
    return (
      <SettingCard at="seen" title={w.install.seenTitle}>
        <p class="flex items-center gap-2 font-medium">
          <span aria-hidden="true" class="bone lamp bg-note-line" /> {w.install.seenNone}
        </p>
        <p class="mt-1 text-soft">{w.install.seenNoneHint}</p>
      </SettingCard>
    );
  }
  return (
    <SettingCard at="seen" title={w.install.seenTitle}>
      <ul class="flex flex-col gap-2.5">
        {seenOrigins.map(({ origin, lastSeenAt }) => (
          <li key={origin} class="flex flex-wrap items-center gap-x-3 gap-y-0.5">
            <span dir="ltr" class="font-medium break-all">
              {origin}
            </span>
            {allowedOrigins.length > 0 && !allowedOrigins.includes(origin) && (
              <span class="rounded-full bg-danger-ground px-2 py-0.5 text-small text-danger">
                {w.install.notAllowed}
              </span>
            )}
            <time
              dateTime={lastSeenAt}
              title={fullTime(lastSeenAt, language)}
              class="w-full text-soft two:ms-auto two:w-auto"
            >
              {w.install.seenLast(longAge(lastSeenAt, now.now.value, language))}
            </time>
          </li>
        ))}
      </ul>
    </SettingCard>
  );
}
