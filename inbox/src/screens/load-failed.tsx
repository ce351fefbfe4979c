import { useStrings } from '../locale.ts';
import { Button } from '../ui/button.tsx';

type LoadFailedProps = { says: string; onRetry: () => void };

/** What could not be loaded, and a way to ask for it again. */
export function LoadFailed({ says, onRetry }: LoadFailedProps) {
  const t = useStrings();
  return (
    <p role="alert" class="flex flex-wrap items-center justify-between gap-3 text-danger">
      {says}
      <Button onClick={onRetry}>{t.tryAgain}</Button>
    </p>
  );
}
