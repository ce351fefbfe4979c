import { errorWords } from '../error-words.ts';
import { useStrings } from '../locale.ts';
import { Button } from '../ui/button.tsx';

type LoadFailedProps = {
  says: string;
  error?: unknown; // says why
  onRetry: () => void;
};

/** What could not be loaded, and a way to ask for it again. */
export function LoadFailed({ says, error, onRetry }: LoadFailedProps) {
  const t = useStrings();
  return (
    <p role="alert" class="flex flex-wrap items-center justify-between gap-3 text-danger">
      {error === undefined ? says : `${says}. ${errorWords(error, t)}`}
      <Button onClick={onRetry}>{t.tryAgain}</Button>
    </p>
  );
}
