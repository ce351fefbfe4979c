import type { Told } from '@everthread/shared/models/visitor-details';
import { fullTime } from '../../format.ts';
import { useLocale } from '../../locale.ts';
import { Fact, Section } from './fact.tsx';
import { visitorWords } from './visitor-words.ts';

/** What he has answered when a flow asked. He said so; nobody has proven it. */
export function Answers({ told }: { told: readonly Told[] }) {
  const w = visitorWords();
  const { language } = useLocale();
  return (
    <Section title={w.told}>
      <dl class="flex flex-col gap-3">
        {told.map(({ name, value, at }) => (
          <Fact key={name} name={name}>
            <span dir="auto" title={fullTime(at, language)}>
              {value}
            </span>
          </Fact>
        ))}
      </dl>
    </Section>
  );
}
