import { resolve } from 'node:path';
import { unstable_readConfig as readConfig } from 'wrangler';
import { ConfigError } from '../api/src/config.ts';
import { explain } from './explain.ts';
import { refuseOpenDemo } from './open-demo.ts';
import { withOwner } from './owner.ts';
import { prepareDatabase } from './prepare-database.ts';
import { runCommand } from './run-command.ts';
import { loadDevVars } from './settings.ts';

loadDevVars();
const isDry = process.argv.includes('--dry-run');

if (!isDry) await prepare().catch(explain);
// The files' Worker binds to an entrypoint of the app's, which must be there first.
for (const config of ['wrangler.toml', 'wrangler.files.toml']) {
  const { code } = await runCommand('wrangler', ['deploy', '--config', config, ...(isDry ? ['--dry-run'] : [])]);
  if (code !== 0) process.exit(code);
}

/** Migrates with the owner's URL before the new Worker answers, so that it finds its tables. */
async function prepare(): Promise<void> {
  const { OWNER_DATABASE_URL, APP_PASSWORD } = process.env;
  const missing = Object.entries({ OWNER_DATABASE_URL, APP_PASSWORD }).filter(([, value]) => !value);
  if (!OWNER_DATABASE_URL || !APP_PASSWORD) {
    throw new ConfigError(`Set ${missing.map(([name]) => name).join(' and ')}: see "Deploy" in the README.`);
  }
  if (APP_PASSWORD.length < 20) throw new ConfigError('APP_PASSWORD needs 20 characters or more.');
  const { vars } = readWranglerConfig('wrangler.toml');
  if (/example/.test(`${vars.PUBLIC_URL}${vars.FILES_URL}${vars.MAIL_FROM}`)) {
    throw new ConfigError('Put your own PUBLIC_URL, FILES_URL and MAIL_FROM into wrangler.toml.');
  }
  const { routes = [] } = readWranglerConfig('wrangler.files.toml');
  const host = URL.parse(String(vars.FILES_URL))?.host;
  if (!host || !URL.canParse(String(vars.PUBLIC_URL))) {
    throw new ConfigError('PUBLIC_URL and FILES_URL in wrangler.toml must be URLs, such as https://support.shop.net.');
  }
  const hosts = routes.map((route) => (typeof route === 'string' ? route : route.pattern).split('/')[0]);
  if (!hosts.includes(host)) {
    throw new ConfigError(`Put ${host}, the host of FILES_URL, into wrangler.files.toml as its route.`);
  }
  await withOwner(OWNER_DATABASE_URL, async (owner) => {
    await prepareDatabase(owner, APP_PASSWORD);
    await refuseOpenDemo(owner);
  });
  console.log('The database is up to date, and its role "app" is held by row-level security.');
}

function readWranglerConfig(file: string): {
  vars: Record<string, unknown>;
  routes?: (string | { pattern: string })[];
} {
  return readConfig({ config: resolve(import.meta.dirname, '..', file) });
}
