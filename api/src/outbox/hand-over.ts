import type { SentRows } from '../messages/message-rows.ts';
import type { ClaimedEvent } from './claim-events.ts';

/** An event that was claimed in the batch that stored it, and the rows of its message. */
export type HandedOver = { event: ClaimedEvent; ahead: readonly SentRows[] | undefined };

/**
 * Who calls a verb with it follows the verb's event up himself, once the answer has left: so no trip to the database
 * lies between commit and frame. Called without it, verbs claim nothing, and a drain finds their events.
 */
export type FollowsUp = { handOver?: ((claimed: HandedOver) => void) | undefined };
