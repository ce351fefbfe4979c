import type { Topic } from '@everthread/shared/models/topic';
import { useStrings } from '../../locale.ts';
import { classes } from '../../ui/classes.ts';
import { FirstIcon } from '../../ui/first-icon.tsx';
import { visitorName } from '../../visitor-name.ts';

/** What stands in a thread's place while its code is on its way: whose it is, as the list knows it, and the way back. */
export function ThreadOnItsWay({ topic, listPath }: { topic: Topic | undefined; listPath: string }) {
  const t = useStrings();
  return (
    <>
      <header class="flex h-14 shrink-0 items-center gap-2 border-b border-line px-2 two:px-5">
        <a
          href={listPath}
          aria-label={t.back}
          class="inline-flex size-9 items-center justify-center rounded-medium text-soft hover:bg-raised two:hidden"
        >
          <FirstIcon name="back" class="size-5" />
        </a>
        <h2 class="line min-w-0 text-read font-semibold">{topic && <bdi>{visitorName(topic.visitor, t)}</bdi>}</h2>
      </header>
      <ThreadBones />
    </>
  );
}

const MESSAGES = [40, 60, 50, 100];
const FACTS = [80, 50, 40, 60];

export const ThreadBones = () => <Bones widths={MESSAGES} class="mt-auto px-6 pb-6" />;

export const VisitorBones = () => <Bones widths={FACTS} class="p-5" />;

function Bones({ widths, class: extra }: { widths: readonly number[]; class: string }) {
  const t = useStrings();
  return (
    <div role="status" aria-busy="true" aria-label={t.loading} class={classes('mx-auto w-full max-w-192', extra)}>
      {widths.map((width) => (
        <div key={width} class="bone mt-2 h-9" style={{ inlineSize: `${width}%` }} />
      ))}
    </div>
  );
}
