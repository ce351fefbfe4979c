import type { TagId } from '@everthread/shared/models/ids';
import { type Tag, TagColor } from '@everthread/shared/models/tag';
import * as z from 'zod/mini';

/** What the team gets of a tag. */
export const toTag = ({ id, name, color }: { id: TagId; name: string; color: string }): Tag => ({
  id,
  name,
  color: z.safeParse(TagColor, color).data ?? 'gray',
});
