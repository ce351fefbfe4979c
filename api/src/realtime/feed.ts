import type { AgentId } from '@everthread/shared/models/ids';

/** How many frames a Room has for those who come back. */
export const KEPT_FRAMES = 500;
/** What was told is written down after so long at the latest: each time the disk is waited for, by all of workerd. */
export const KEPT_AFTER_MS = 1_000;
/** More frames than can be told before they are written down. */
const AHEAD = 100_000;

type Position = { epoch: string; n: number };
type KeptFrame = { n: number; frame: string };
type ToldFrame = KeptFrame & { onlyAgent: AgentId | undefined; at: number };

/**
 * The frames of a team's Room, numbered 1, 2, 3 … under one epoch. It lies in the Room's storage and nowhere else: when
 * that is lost a new epoch begins, and everybody who kept a list is told to load it again.
 *
 * What was told is written down a moment later. Until then a number far ahead stands in the storage: a Room that dies
 * meanwhile goes on from there, and who comes back, with whatever number, is told to load the list again.
 */
export class Feed {
  readonly #sql: SqlStorage;
  readonly #epoch: string;
  #n: number;
  #told: ToldFrame[] = []; // not yet written down
  #isAwaited = false; // somebody was asked to write it down

  constructor(sql: SqlStorage, newEpoch: () => string) {
    this.#sql = sql;
    sql.exec('create table if not exists feed (epoch text not null, n integer not null)');
    sql.exec(
      'create table if not exists frames (n integer primary key, only_agent text, frame text not null, at integer not null)',
    );
    sql.exec('insert into feed select ?, 0 where not exists (select 1 from feed)', newEpoch());
    const { epoch, n } = sql.exec<Position>('select epoch, n from feed').one();
    this.#epoch = epoch;
    this.#n = n;
  }

  position(): Position {
    return { epoch: this.#epoch, n: this.#n };
  }

  /** Tells the frame's number. True for the first since it was last tried to write down: somebody has to `keep` it soon. */
  append(frame: string, onlyAgent: AgentId | undefined, at: number): { n: number; isFirst: boolean } {
    const isFirst = !this.#isAwaited;
    this.#isAwaited = true;
    if (isFirst) this.#sql.exec('update feed set n = ?', this.#n + AHEAD);
    this.#n += 1;
    this.#told.push({ n: this.#n, frame, onlyAgent, at });
    return { n: this.#n, isFirst };
  }

  /** Writes down what was told. Safe to repeat, where the storage failed half way. */
  keep(): void {
    this.#isAwaited = false;
    if (this.#told.length === 0) return;
    for (const { n, frame, onlyAgent, at } of this.#told.slice(-KEPT_FRAMES)) {
      this.#sql.exec('insert or replace into frames values (?, ?, ?, ?)', n, onlyAgent ?? null, frame, at);
    }
    this.#sql.exec('delete from frames where n <= ?', this.#n - KEPT_FRAMES);
    this.#sql.exec('update feed set n = ?', this.#n);
    this.#told = [];
  }

  /** What this agent missed since then, in order; `null` where the feed no longer reaches back to it. */
  missedSince({ epoch, n }: Position, agentId: AgentId): KeptFrame[] | null {
    if (epoch !== this.#epoch || n > this.#n) return null;
    this.keep();
    const { oldest } = this.#sql.exec<{ oldest: number | null }>('select min(n) as oldest from frames').one();
    const first = Math.max(oldest ?? this.#n + 1, this.#n - KEPT_FRAMES + 1);
    if (n < first - 1) return null;
    return this.#sql
      .exec<KeptFrame>(
        'select n, frame from frames where n > ? and (only_agent is null or only_agent = ?) order by n',
        n,
        agentId,
      )
      .toArray();
  }

  /** Drops what is older: frames hold people's words, which are to lie in one place only. */
  forgetBefore(at: number): void {
    this.keep();
    this.#sql.exec('delete from frames where at < ?', at);
  }

  isEmpty(): boolean {
    return this.#told.length === 0 && this.#sql.exec('select 1 from frames limit 1').toArray().length === 0;
  }
}
