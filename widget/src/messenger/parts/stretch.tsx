import { isSameStretch, rowsOf, type Stretch } from '../rows.ts';
import { type BubbleContext, type Receipt, SentBubble, UnsentBubble } from './bubble.tsx';
import { Divider } from './divider.tsx';
import { skipUnchanged } from './skip-unchanged.tsx';

export type Receipts = ReadonlyMap<string, Receipt>;
type StretchProps = { stretch: Stretch; receipts: Receipts; context: BubbleContext; now: () => Date };

/** A message's height until it is known. */
const GUESSED_PX = 48;

/** A stretch of the conversation: skipped when nothing in it changed, and not laid out while it is out of view. */
export const DrawnStretch = skipUnchanged<StretchProps>(
  ({ stretch, receipts, context, now }) => (
    <ol
      class="stretch"
      style={{ containIntrinsicBlockSize: `auto ${(stretch.sent.length + stretch.unsent.length) * GUESSED_PX}px` }}
    >
      {rowsOf(stretch).map((row) =>
        row.kind === 'divider' ? (
          <Divider key={row.key} row={row} speech={context.speech} now={now()} />
        ) : row.kind === 'sent' ? (
          <SentBubble key={row.key} row={row} context={context} receipt={receipts.get(row.message.id)} />
        ) : (
          <UnsentBubble key={row.key} row={row} context={context} />
        ),
      )}
    </ol>
  ),
  (before, after) =>
    isSameStretch(before.stretch, after.stretch) &&
    after.stretch.sent.every(({ id }) => before.receipts.get(id) === after.receipts.get(id)),
);
