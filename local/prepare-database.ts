import { type Owner, UnfitDatabase } from './owner.ts';

const NOT_ALLOWED = '42501';
const MIGRATING = 5_260_021; // an advisory lock: two that start at once migrate one after the other

/** Brings the tables up to date and gives the Worker's role its password. Safe to repeat. */
export async function prepareDatabase(owner: Owner, appPassword: string): Promise<void> {
  await checkVersion(owner);
  await refuseLostRights(owner);
  await owner.query(`select pg_advisory_lock(${MIGRATING})`);
  try {
    await owner.migrate();
    await setAppPassword(owner, appPassword);
  } catch (error) {
    throw asUnfit(error);
  } finally {
    await owner.query(`select pg_advisory_unlock(${MIGRATING})`);
  }
  await checkAppRole(owner);
}

/** What the owner may not do somebody else has to allow; anything else is a fault of ours. */
function asUnfit(error: unknown): unknown {
  // Drizzle's error has that of Postgres within.
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(cause instanceof Error && 'code' in cause && cause.code === NOT_ALLOWED)) return error;
  const needs =
    'The role of its URL has to own the database and be allowed to make roles (CREATEROLE); if there is a role "app", it has to be the one that made it.';
  return new UnfitDatabase(`The database refuses: ${cause.message}. ${needs}`, { cause });
}

async function checkVersion(owner: Owner): Promise<void> {
  const [server] = await owner.query<{ version: number; name: string }>(
    `select current_setting('server_version_num')::int as version, current_setting('server_version') as name`,
  );
  if (!server || server.version < 150_000) {
    throw new UnfitDatabase(`Everthread needs Postgres 15 or newer; this is ${server?.name}.`);
  }
}

/** Rights and policies name the role: a dump that is restored where it is not loses them all. */
async function refuseLostRights(owner: Owner): Promise<void> {
  const [found] = await owner.query<{ hasTables: boolean; hasRights: boolean }>(`
    select workspaces is not null as "hasTables",
      exists (select from pg_roles where rolname = 'app' and has_table_privilege(oid, workspaces, 'select')) as "hasRights"
    from to_regclass('public.workspaces') as workspaces`);
  if (!found?.hasTables || found.hasRights) return;
  throw new UnfitDatabase(
    'The tables of this database give no rights to the role "app": it was restored where that role was not yet. Run ' +
      '`create role app`, restore it once more into an empty database, and start again.',
  );
}

async function setAppPassword(owner: Owner, password: string): Promise<void> {
  const [statement] = await owner.query<{ text: string }>(
    `select format('alter role app login password %L', $1::text) as text`,
    [password],
  );
  if (statement) await owner.query(statement.text);
}

/** Refuses a role "app" that row-level security would not hold. */
async function checkAppRole(owner: Owner): Promise<void> {
  const reasons = await owner.query<{ reason: string }>(`
    select 'it is a superuser' as reason from pg_roles where rolname = 'app' and rolsuper
    union all select 'it has BYPASSRLS' from pg_roles where rolname = 'app' and rolbypassrls
    union all select 'it may become "' || rolname || '", which bypasses it' from pg_roles
      where rolname <> 'app' and (rolsuper or rolbypassrls) and pg_has_role('app', oid, 'member')
    union all select 'it owns the table "' || tablename || '"' from pg_tables
      where schemaname = 'public' and pg_has_role('app', tableowner, 'member')
    union all select 'it does not exist' where not exists (select from pg_roles where rolname = 'app')`);
  if (reasons.length === 0) return;
  throw new UnfitDatabase(
    `The role "app" is not held by row-level security: ${reasons.map(({ reason }) => reason).join('; ')}.`,
  );
}
