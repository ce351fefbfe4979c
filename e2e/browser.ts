import { existsSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Browser, type BrowserContext, chromium } from 'playwright-core';

const SYSTEM_BROWSERS = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

const FLAGS = [
  '--headless=shell',
  '--no-sandbox',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--hide-scrollbars',
  '--lang=en-US',
  // Every name ends on this machine, and a request that nobody noticed fails instead of leaving it.
  '--host-resolver-rules=MAP *.test 127.0.0.1, MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost',
];

type Installed = { executablePath: string; env: Record<string, string> };

/** A real browser: CHROME_PATH, or the system's, or the one from npm. `shop.test`, `app.test` … are this machine. */
export async function launchBrowser(options: { flags?: readonly string[] } = {}): Promise<Browser> {
  const { executablePath, env } = await findBrowser();
  return chromium.launch({
    executablePath,
    env: { ...definedEnv(), ...env },
    ignoreDefaultArgs: ['--headless', '--disable-popup-blocking'],
    args: [...FLAGS, ...(options.flags ?? [])],
  });
}

/** The same browser with a profile that outlives it: for what must survive its death. */
export async function launchProfile(folder: string): Promise<BrowserContext> {
  const { executablePath, env } = await findBrowser();
  return chromium.launchPersistentContext(folder, {
    executablePath,
    env: { ...definedEnv(), ...env },
    ignoreDefaultArgs: ['--headless', '--disable-popup-blocking'],
    args: FLAGS,
  });
}

async function findBrowser(): Promise<Installed> {
  const ready = [process.env.CHROME_PATH ?? '', ...SYSTEM_BROWSERS].find((path) => path && existsSync(path));
  return ready ? { executablePath: ready, env: {} } : unpackBrowser();
}

async function unpackBrowser(): Promise<Installed> {
  const cache = fileURLToPath(new URL('../node_modules/.cache/', import.meta.url));
  const home = join(cache, 'browser');
  // Unpacked elsewhere and moved here whole, so that two test runs cannot start half a browser.
  if (!existsSync(home)) {
    const unpacking = join(cache, `browser-${process.pid}`);
    await mkdir(unpacking, { recursive: true });
    await unpackInto(unpacking);
    await writeFile(join(unpacking, 'fonts', 'fonts.conf'), fontsIn(join(home, 'fonts')));
    await rename(unpacking, home).catch(() => rm(unpacking, { recursive: true }));
  }
  return {
    executablePath: join(home, 'chromium'),
    env: { LD_LIBRARY_PATH: join(home, 'al2023', 'lib'), FONTCONFIG_PATH: join(home, 'fonts'), HOME: home },
  };
}

async function unpackInto(folder: string): Promise<void> {
  const before = { ...process.env };
  // The package unpacks into TMPDIR, and its libraries only where it believes to be on that platform.
  Object.assign(process.env, { TMPDIR: folder, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' });
  try {
    const { default: packed } = await import('@sparticuz/chromium');
    const executable = await packed.executablePath();
    if (dirname(executable) !== folder) throw new Error(`The browser was unpacked into ${executable}`);
  } finally {
    for (const name of ['TMPDIR', 'AWS_EXECUTION_ENV', 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH', 'HOME']) {
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
    }
  }
}

const fontsIn = (folder: string): string =>
  `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}</dir><dir>/usr/share/fonts</dir><cachedir>${folder}/cache</cachedir></fontconfig>
`;

const definedEnv = (): Record<string, string> =>
  Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined));
