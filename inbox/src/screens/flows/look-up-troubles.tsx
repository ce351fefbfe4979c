import type { LookUpTrouble } from '@everthread/shared/models/flow';
import { useLocale } from '../../locale.ts';
import { useFlowsWords } from '../../locales/en-flows.ts';

/** Which services do not answer, since when, and until when visitors are given a person at once. */
export function LookUpTroubles({ troubles }: { troubles: readonly LookUpTrouble[] }) {
  const w = useFlowsWords().troubles;
  const { language } = useLocale();
  if (troubles.length === 0) return null;
  const at = (time: string) =>
    new Intl.DateTimeFormat(language, { dateStyle: 'short', timeStyle: 'short' }).format(new Date(time));
  return (
    <ul class="mt-3 flex flex-col gap-1 rounded-medium bg-danger-ground p-3 text-danger">
      {troubles.map(({ url, failures, status, since, askAgainAt }) => (
        <li key={url} class="[overflow-wrap:anywhere]">
          {w.failing(URL.canParse(url) ? new URL(url).host : url, failures, at(since))}{' '}
          {status === null ? w.silent : w.status(status)}{' '}
          {new Date(askAgainAt) > new Date(since) && w.again(at(askAgainAt))}
        </li>
      ))}
    </ul>
  );
}
