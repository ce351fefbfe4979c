import type { Ticket } from './audience.ts';

/** Longer than a ticket lives, even where two machines' clocks disagree. */
const REMEMBERED_SECONDS = 120;

/** Remembers, in the Room's storage, which tickets were used and which sign-ins have ended. */
export class Admission {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
    sql.exec('create table if not exists used_tickets (id text primary key, forget_at integer not null)');
    sql.exec(
      'create table if not exists ended (who text primary key, at integer not null, forget_at integer not null)',
    );
  }

  /** Takes the ticket, so that it can never be taken again. False where it was, or where its bearer has been shown out. */
  take({ id, issuedAt, audience }: Ticket, nowSeconds: number): boolean {
    this.forgetOld(nowSeconds);
    const isFirst = this.#sql
      .exec('insert or ignore into used_tickets values (?, ?) returning id', id, nowSeconds + REMEMBERED_SECONDS)
      .toArray();
    if (isFirst.length === 0) return false;
    const [who, more] =
      audience.room === 'team' ? [audience.agentId, audience.sessionId] : [audience.keyHash, audience.identity];
    const ended = this.#sql.exec('select 1 from ended where who in (?, ?) and at >= ?', who, more ?? '', issuedAt);
    return ended.toArray().length === 0;
  }

  /** Voids the tickets that were issued until now to this agent or sign-in of his, to this device, or to the merely claimed. */
  end(who: string, nowSeconds: number): void {
    this.#sql.exec('insert or replace into ended values (?, ?, ?)', who, nowSeconds, nowSeconds + REMEMBERED_SECONDS);
  }

  isEmpty(): boolean {
    return this.#sql.exec('select 1 from used_tickets union all select 1 from ended limit 1').toArray().length === 0;
  }

  forgetOld(nowSeconds: number): void {
    this.#sql.exec('delete from used_tickets where forget_at < ?', nowSeconds);
    this.#sql.exec('delete from ended where forget_at < ?', nowSeconds);
  }
}
