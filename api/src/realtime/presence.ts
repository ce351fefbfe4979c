import type { AgentId } from '@everthread/shared/models/ids';
import { downText, type RoomSockets, sendText } from './room-sockets.ts';

const EVERY_MS = 1_000;

/** What everybody was told last, and when; `isDue`: something may have changed since. Kept, for a Room may be evicted. */
type Told = { here: AgentId[]; at: number; isDue: boolean };
const NOBODY: Told = { here: [], at: 0, isDue: false };
const KEY = 'presence';

/**
 * Tells the windows of a team which agents are here. A thousand who come back at once would send each other a million
 * frames: so it is told at once after a quiet second, and else once for all that has changed in it.
 */
export class Presence {
  readonly #sockets: RoomSockets;
  readonly #kv: SyncKvStorage;

  constructor(sockets: RoomSockets, kv: SyncKvStorage) {
    this.#sockets = sockets;
    this.#kv = kv;
  }

  /** A window was opened or closed. Returns when that is to be told, where it is not now. */
  mayHaveChanged(now: number): number | undefined {
    const told = this.#told();
    if (!told.isDue) this.#kv.put(KEY, { ...told, isDue: true } satisfies Told);
    return this.tellWhatIsDue(now);
  }

  /** As above, where something was put off before. */
  tellWhatIsDue(now: number): number | undefined {
    const { here: before, at, isDue } = this.#told();
    if (!isDue) return undefined;
    if (at + EVERY_MS > now) return at + EVERY_MS;
    const here = this.#sockets.agents();
    const hasChanged = here.length !== before.length || here.some((agent, i) => agent !== before[i]);
    this.#kv.put(KEY, { here, at: now, isDue: false } satisfies Told);
    const text = downText(JSON.stringify({ type: 'presence', here }));
    for (const socket of this.#sockets.open()) {
      // Where nothing has changed, only those have not heard it who came since.
      if (hasChanged || this.#sockets.read(socket).openedAt >= at) sendText(socket, text);
    }
    return undefined;
  }

  #told = (): Told => this.#kv.get<Told>(KEY) ?? NOBODY;
}
