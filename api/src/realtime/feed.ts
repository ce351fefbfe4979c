import type { AgentId } from '@everthread/shared/models/ids';

/** How many frames a Room has for those who come back. */
export const KEPT_FRAMES = 500;
/** What is older goes by so many at once. */
const DROPPED_AT_ONCE = 50;

type Position = { epoch: string; n: number };
type KeptFrame = { n: number; frame: string };

/**
 * The frames of a team's Room, numbered 1, 2, 3 … under one epoch. It lies in the Room's storage and nowhere else: when
 * that is lost a new epoch begins, and everybody who kept a list is told to load it again.
 */
export class Feed {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage, newEpoch: () => string) {
    this.#sql = sql;
    sql.exec('create table if not exists feed (epoch text not null, n integer not null)');
    sql.exec(
      'create table if not exists frames (n integer primary key, only_agent text, frame text not null, at integer not null)',
    );
    sql.exec('insert into feed select ?, 0 where not exists (select 1 from feed)', newEpoch());
  }

  position(): Position {
    return this.#sql.exec<Position>('select epoch, n from feed').one();
  }

  /** Keeps the frame under the next number. */
  append(frame: string, onlyAgent: AgentId | undefined, at: number): number {
    const { n } = this.#sql.exec<{ n: number }>('update feed set n = n + 1 returning n').one();
    this.#sql.exec('insert into frames values (?, ?, ?, ?)', n, onlyAgent ?? null, frame, at);
    if (n % DROPPED_AT_ONCE === 0) this.#sql.exec('delete from frames where n <= ?', n - KEPT_FRAMES);
    return n;
  }

  /** What this agent missed since then, in order; `null` where the feed no longer reaches back to it. */
  missedSince({ epoch, n }: Position, agentId: AgentId): KeptFrame[] | null {
    const here = this.position();
    if (epoch !== here.epoch || n > here.n) return null;
    const { oldest } = this.#sql.exec<{ oldest: number | null }>('select min(n) as oldest from frames').one();
    const first = Math.max(oldest ?? here.n + 1, here.n - KEPT_FRAMES + 1);
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
    this.#sql.exec('delete from frames where at < ?', at);
  }

  isEmpty(): boolean {
    return this.#sql.exec('select 1 from frames limit 1').toArray().length === 0;
  }
}
