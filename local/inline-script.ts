import { build, type Rolldown } from 'vite';

/** Builds `entry` as one script that stands in a page's head, with the nonce that the Worker puts in. Throws where it would end itself. */
export async function inlineScript(entry: string, target: string | string[]): Promise<string> {
  const built = await build({
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    build: { write: false, target, rolldownOptions: { input: entry, output: { format: 'iife' } } },
  });
  const { output } = [built].flat()[0] as Rolldown.RolldownOutput;
  const code = output[0].code.trim();
  demandPlain(code);
  return `<script nonce="__NONCE__">${code}</script>`;
}

/** Throws where a page's parser would not read the code to its end, and no further: it ends a script itself, or takes it for one in a comment. */
export function demandPlain(code: string): void {
  const [found] = /<\/|<!--|<script/i.exec(code) ?? [];
  if (found) throw new Error(`The script has “${found}” in it, where a page would not read it as it is`);
}
