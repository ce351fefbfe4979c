import type { TagColor } from '@everthread/shared/models/tag';
import { tagPaint } from './tag-colors.ts';

export function TagDot({ color }: { color: TagColor }) {
  return (
    <span
      aria-hidden="true"
      style={{ backgroundColor: tagPaint(color) }}
      class="size-2.5 shrink-0 rounded-full forced-color-adjust-none"
    />
  );
}
