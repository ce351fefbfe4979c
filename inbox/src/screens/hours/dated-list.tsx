import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';

export type DatedRow = {
  key: string;
  title: string;
  when: string;
  isOver?: boolean;
  remove: string;
  onRemove: () => void;
};

/** Things with a date, each with a way to take it away. */
export function DatedList({ rows, none, disabled }: { rows: readonly DatedRow[]; none: string; disabled: boolean }) {
  if (rows.length === 0) return <p class="text-soft">{none}</p>;
  return (
    <ul class="max-h-80 divide-y divide-line overflow-y-auto">
      {rows.map(({ key, title, when, isOver, remove, onRemove }) => (
        <li key={key} class="flex min-h-10 items-center gap-3 py-1.5">
          <span class="min-w-0 flex-1">
            {title && <bdi class={isOver ? 'text-soft' : 'font-medium'}>{title}</bdi>}
            <span class="block text-soft">{when}</span>
          </span>
          {!disabled && (
            <Button size="icon" look="quiet" aria-label={remove} title={remove} onClick={onRemove}>
              <Icon name="close" />
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
