import { spawn } from 'node:child_process';
import { delimiter, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');

export type Ended = { code: number; output: string };

/** Runs one of the project's tools from its root. Its words go to the screen, or come back with `quiet`. */
export function runCommand(command: string, args: readonly string[], { quiet = false, env = {} } = {}): Promise<Ended> {
  const child = spawn(command, args, {
    cwd: root,
    stdio: ['ignore', quiet ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
    env: { ...process.env, ...env, PATH: `${resolve(root, 'node_modules/.bin')}${delimiter}${process.env.PATH}` },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk) => (output += chunk));
  return new Promise((done, failed) => {
    child.once('error', failed);
    child.once('close', (code) => done({ code: code ?? 1, output }));
  });
}
