// Runs a script of ours whatever the machine has: installs what is missing, builds what is out of date, and takes the
// Node that npm brought where the machine's own is too old. Plain JavaScript, for it must itself run on an old Node.
//   node local/with-node.mjs [--build] [script.ts [arguments]]

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const args = process.argv.slice(2);
const mustBuild = args[0] === '--build' && args.shift() !== undefined;

if (!isInstalled()) install();
const node = findNode();
process.env.PATH = `${join(root, 'node_modules/.bin')}:${process.env.PATH}`;
if (mustBuild) build(node);
if (args.length > 0) await runScript(node, args);

/** Whether everything in the lock file, but for what belongs to other machines, is there in its version. */
function isInstalled() {
  const wanted = readLock('package-lock.json');
  const found = readLock('node_modules/.package-lock.json');
  if (!wanted) fail('package-lock.json is missing');
  return Object.entries(wanted).every(
    ([path, { version, link, optional }]) =>
      !path.startsWith('node_modules/') ||
      (found?.[path] ? link || found[path].version === version : optional && found !== undefined),
  );
}

function readLock(file) {
  return existsSync(join(root, file)) ? JSON.parse(readFileSync(join(root, file), 'utf8')).packages : undefined;
}

function install() {
  console.log('Installing what is missing …');
  const npm = process.env.npm_execpath;
  const [command, before] = npm ? [process.execPath, [npm]] : ['npm', []];
  // Not `npm ci`: it fails where a registry lacks what is only for other platforms. The lock file holds here as well.
  const { status } = spawnSync(
    command,
    [...before, 'install', '--no-save', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: root,
      stdio: 'inherit',
    },
  );
  if (status !== 0) fail('The packages could not be installed. Is the network there? Then try `npm install`.');
}

function findNode() {
  const bundled = join(root, 'node_modules/.bin/node');
  if (existsSync(bundled) && spawnSync(bundled, ['--version']).status === 0) return bundled;
  if (isNewEnough(process.versions.node)) return process.execPath;
  return fail(
    `Everthread needs Node 22.12 or newer; this is ${process.versions.node}, and npm has no newer one for ` +
      `${process.platform} on ${process.arch}. Install it from https://nodejs.org, then try again.`,
  );
}

function isNewEnough(version) {
  const [major, minor] = version.split('.').map(Number);
  return major > 22 || (major === 22 && minor >= 12);
}

function build(node) {
  const turbo = join(root, 'node_modules/turbo/bin/turbo');
  const { status, stdout, stderr } = spawnSync(node, [turbo, 'run', 'build', '--output-logs=errors-only'], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, TURBO_TELEMETRY_DISABLED: '1', DO_NOT_TRACK: '1', WRANGLER_SEND_METRICS: 'false' },
  });
  if (status !== 0) console.error(stdout, stderr);
  if (status !== 0) fail('The build failed.');
}

/** In this process where it is new enough, else in one of its own that ends with this one. */
async function runScript(node, [script, ...rest]) {
  if (isNewEnough(process.versions.node) && process.features.typescript) {
    process.argv = [process.execPath, resolve(root, script), ...rest];
    await import(pathToFileURL(resolve(root, script)).href);
    return;
  }
  const flags = node === process.execPath ? ['--experimental-strip-types', '--experimental-sqlite'] : [];
  const child = spawn(node, [...flags, resolve(root, script), ...rest], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('exit', (code, signal) => process.exit(signal ? 1 : code));
}

function fail(message) {
  console.error(`\n${message}\n`);
  process.exit(1);
}
