import type { Device } from '@everthread/shared/models/visitor-details';
import { useApp } from '../../app-context.ts';
import { fullTime, longAge } from '../../format.ts';
import { useLocale } from '../../locale.ts';
import { Icon } from '../../ui/icon.tsx';
import { Section } from './fact.tsx';
import { visitorWords } from './visitor-words.ts';

/** On how many devices he has written, and when each was there. Nothing else is known of them. */
export function Devices({ devices }: { devices: readonly Device[] }) {
  const { now } = useApp();
  const { language } = useLocale();
  const w = visitorWords();
  if (devices.length === 0) return null;
  const age = (at: string) => longAge(at, now.now.value, language);
  return (
    <Section title={w.devices.title}>
      <ul class="flex flex-col gap-2">
        {devices.map(({ firstUsedAt, lastUsedAt, isProven }) => (
          <li key={firstUsedAt} title={fullTime(lastUsedAt, language)}>
            <span class="flex items-center gap-1">
              {w.devices.lastUsed(age(lastUsedAt))}
              {isProven && (
                <span title={w.devices.proven} class="text-good">
                  <Icon name="verified" class="size-3.5" />
                  <span class="sr-only">{w.devices.proven}</span>
                </span>
              )}
            </span>
            <span class="block text-small text-faint">{w.devices.first(age(firstUsedAt))}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
