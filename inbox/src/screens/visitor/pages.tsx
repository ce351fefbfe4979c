import type { VisitedPage } from '@everthread/shared/models/visitor-details';
import { useState } from 'preact/hooks';
import { clockTime, fullTime } from '../../format.ts';
import { useLocale } from '../../locale.ts';
import { pagesOfVisit } from '../../models/pages-of-visit.ts';
import { Button } from '../../ui/button.tsx';
import { Section } from './fact.tsx';
import { PageAddress } from './page-address.tsx';
import { visitorWords } from './visitor-words.ts';

const SHOWN_AT_FIRST = 5;

/** Where he was in this visit, the latest first. One page alone is told already. */
export function Pages({ pages }: { pages: readonly VisitedPage[] }) {
  const { language } = useLocale();
  const w = visitorWords();
  const [isWhole, setWhole] = useState(false);
  const visit = pagesOfVisit(pages);
  if (visit.length < 2) return null;
  return (
    <Section title={w.pages.title}>
      <ol class="flex flex-col gap-2">
        {visit.slice(0, isWhole ? undefined : SHOWN_AT_FIRST).map(({ url, title, at }) => (
          <li key={at} class="flex items-baseline gap-3">
            <span dir="auto" class="line min-w-0 flex-1 text-left [[dir=rtl]_&]:text-right" title={url}>
              <PageAddress url={url}>{title ? <bdi>{title}</bdi> : <bdi dir="ltr">{url}</bdi>}</PageAddress>
            </span>
            <time dateTime={at} title={fullTime(at, language)} class="shrink-0 text-small text-faint">
              {clockTime(at, language)}
            </time>
          </li>
        ))}
      </ol>
      {visit.length > SHOWN_AT_FIRST && !isWhole && (
        <Button look="quiet" size="small" class="-ms-2.5 mt-1" onClick={() => setWhole(true)}>
          {w.pages.more(visit.length)}
        </Button>
      )}
    </Section>
  );
}
