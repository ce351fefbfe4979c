import { resolve } from 'node:path';
import { unstable_readConfig as readConfig } from 'wrangler';
import { withOwner } from './owner.ts';
import { prepareDatabase, UnfitDatabase } from './prepare-database.ts';
import { runCommand } from './run-command.ts';
import { loadDevVars } from './settings.ts';

loadDevVars();
const isDry = process.argv.includes('--dry-run');

if (!isDry) await prepare().catch(explain);
const { code } = await runCommand('wrangler', isDry ? ['deploy', '--dry-run'] : ['deploy']);
process.exit(code);

/** Migrates with the owner's URL before the new Worker answers, so that it finds its tables. */
async function prepare(): Promise<void> {
  const { OWNER_DATABASE_URL, APP_PASSWORD } = process.env;
  const missing = Object.entries({ OWNER_DATABASE_URL, APP_PASSWORD }).filter(([, value]) => !value);
  if (!OWNER_DATABASE_URL || !APP_PASSWORD) {
    throw new UnfitDatabase(`Set ${missing.map(([name]) => name).join(' and ')}: see "Deploy" in the README.`);
  }
  if (APP_PASSWORD.length < 20) throw new UnfitDatabase('APP_PASSWORD needs 20 characters or more.');
  const { vars } = readConfig({ config: resolve(import.meta.dirname, '../wrangler.toml') });
  if (/example/.test(`${vars.PUBLIC_URL}${vars.FILES_URL}${vars.MAIL_FROM}`)) {
    throw new UnfitDatabase('Put your own PUBLIC_URL, FILES_URL and MAIL_FROM into wrangler.toml.');
  }
  await withOwner(OWNER_DATABASE_URL, (owner) => prepareDatabase(owner, APP_PASSWORD));
  console.log('The database is up to date, and its role "app" is held by row-level security.');
}

function explain(error: Error): never {
  console.error(error instanceof UnfitDatabase ? `\n${error.message}\n` : error);
  process.exit(1);
}
