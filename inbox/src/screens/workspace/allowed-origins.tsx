import { useState } from 'preact/hooks';
import { ORIGINS_MAX } from '../../limits.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { SettingCard } from '../settings/setting.tsx';
import { useWords } from '../settings/words.ts';
import { parseOrigin } from './parse-origin.ts';

type AllowedOriginsProps = { origins: readonly string[]; mayChange: boolean; onChange: (origins: string[]) => void };

export function AllowedOrigins({ origins, mayChange, onChange }: AllowedOriginsProps) {
  const w = useWords();
  const [problem, setProblem] = useState<string>();

  function add(event: SubmitEvent & { currentTarget: HTMLFormElement }): void {
    event.preventDefault();
    const form = event.currentTarget;
    const origin = parseOrigin(String(new FormData(form).get('origin') ?? ''));
    if (!origin) setProblem(w.install.originsInvalid);
    else if (origins.includes(origin)) setProblem(w.install.originsKnown);
    else if (origins.length >= ORIGINS_MAX) setProblem(w.install.originsFull);
    else {
      setProblem(undefined);
      form.reset();
      onChange([...origins, origin]);
    }
  }

  return (
    <SettingCard
      at="origins"
      title={w.install.originsTitle}
      hint={origins.length === 0 ? w.install.originsAny : w.install.originsSome}
    >
      {origins.length > 0 && (
        <ul class="mb-4 divide-y divide-line rounded-medium border border-line">
          {origins.map((origin) => (
            <li key={origin} class="flex items-center justify-between gap-3 py-1 ps-3 pe-1">
              <span dir="ltr" class="break-all">
                {origin}
              </span>
              {mayChange && (
                <Button
                  look="quiet"
                  size="icon"
                  aria-label={w.install.originsRemove(origin)}
                  onClick={() => onChange(origins.filter((other) => other !== origin))}
                >
                  <Icon name="close" />
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {mayChange ? (
        <form noValidate onSubmit={add} class="flex items-start gap-3">
          <div class="min-w-0 flex-1">
            <Field
              name="origin"
              type="url"
              label={w.install.originsLabel}
              placeholder={w.install.originsPlaceholder}
              autocomplete="off"
              problem={problem}
            />
          </div>
          <Button type="submit" class="mt-6.5 h-10">
            {w.install.originsAdd}
          </Button>
        </form>
      ) : (
        <p class="text-soft">{w.onlyManagers}</p>
      )}
    </SettingCard>
  );
}
