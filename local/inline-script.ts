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
  if (code.includes('</')) throw new Error('The script would end itself');
  return `<script nonce="__NONCE__">${code}</script>`;
}
