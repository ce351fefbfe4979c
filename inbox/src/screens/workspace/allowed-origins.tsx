import { useState } from 'preact/hooks';
import { ORIGINS_MAX } from '../../limits.ts';
import { useStrings } from '../../locale.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Section } from '../page.tsx';
import { parseOrigin } from './parse-origin.ts';

type AllowedOriginsProps = { origins: readonly string[]; mayChange: boolean; onChange: (origins: string[]) => void };

export function AllowedOrigins({ origins, mayChange, onChange }: AllowedOriginsProps) {
  const t = useStrings();
  const [problem, setProblem] = useState<string>();

  function add(event: SubmitEvent & { currentTarget: HTMLFormElement }): void {
    event.preventDefault();
    const form = event.currentTarget;
    const origin = parseOrigin(String(new FormData(form).get('origin') ?? ''));
    if (!origin) setProblem(t.install.originsInvalid);
    else if (origins.includes(origin)) setProblem(t.install.originsKnown);
    else if (origins.length >= ORIGINS_MAX) setProblem(t.install.originsFull);
    else {
      setProblem(undefined);
      form.reset();
      onChange([...origins, origin]);
    }
  }

  return (
    <Section title={t.install.originsTitle} hint={origins.length === 0 ? t.install.originsAny : t.install.originsSome}>
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
                  aria-label={t.install.originsRemove(origin)}
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
          <div class="flex-1">
            <Field
              name="origin"
              type="url"
              label={t.install.originsLabel}
              placeholder={t.install.originsPlaceholder}
              autocomplete="off"
              problem={problem}
            />
          </div>
          <Button type="submit" class="mt-6.5 h-10">
            {t.install.originsAdd}
          </Button>
        </form>
      ) : (
        <p class="text-soft">{t.install.onlyAdmins}</p>
      )}
    </Section>
  );
}
