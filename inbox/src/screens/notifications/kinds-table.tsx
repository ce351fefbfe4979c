import type { NoticeKind, NoticeWays, NotificationSettings } from '@everthread/shared/models/notification';
import { useNotificationWords } from '../../locales/en-notifications.ts';

const KINDS: readonly NoticeKind[] = [
  'mine',
  'team',
  'unassigned',
  'followed',
  'mention',
  'assignment',
  'returned',
  'target',
  'promise',
];
/** What is over once it is seen: there is nothing to count. */
const UNCOUNTED: readonly NoticeKind[] = ['assignment', 'target', 'promise'];
const WAYS = ['push', 'mail', 'sound', 'badge'] as const satisfies readonly (keyof NoticeWays)[];

type KindsTableProps = {
  kinds: NotificationSettings['kinds'];
  onSave: (what: string, kinds: Partial<NotificationSettings['kinds']>) => void;
};

/** For each kind of news by which ways one is told of it. */
export function KindsTable({ kinds, onSave }: KindsTableProps) {
  const w = useNotificationWords().kinds;
  return (
    <>
      <table class="w-full border-collapse">
        <thead>
          <tr class="text-small text-soft">
            <th scope="col" class="pb-2 text-start font-medium">
              <span class="sr-only">{w.what}</span>
            </th>
            {WAYS.map((way) => (
              <th key={way} scope="col" class="px-1 pb-2 text-center font-medium two:px-2">
                {w[way]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody class="divide-y divide-line">
          {KINDS.map((kind) => (
            <tr key={kind}>
              <th scope="row" class="py-2.5 pe-2 text-start font-normal text-pretty two:pe-3">
                {w.names[kind]}
              </th>
              {WAYS.map((way) => (
                <td key={way} class="text-center">
                  {!(UNCOUNTED.includes(kind) && way === 'badge') && (
                    <input
                      type="checkbox"
                      aria-label={w.choice(w.names[kind], w[way])}
                      checked={kinds[kind][way]}
                      onChange={({ currentTarget }) =>
                        onSave(w.names[kind], { [kind]: { ...kinds[kind], [way]: currentTarget.checked } })
                      }
                      class="size-4 accent-accent"
                    />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <p class="mt-3 text-small text-pretty text-soft">{w.legend}</p>
    </>
  );
}
