import { readFileSync } from 'node:fs';
import { WorkspaceId } from '@everthread/shared/models/ids';
import { expect, test } from 'vitest';
import { PAGE_CODE, serverCode } from './identity-code.ts';

const guide = readFileSync(new URL('../../../../docs/guides/identify.md', import.meta.url), 'utf8');
const sample = (language: string, nth = 0) =>
  Array.from(guide.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm')), ([, code = '']) => code)[
    nth
  ];

test('what the settings give to copy is what the guide says', () => {
  const workspaceId = WorkspaceId.parse('0e4e5c2a-8d0b-4c55-9a5e-3f6c1f0a7d10');
  const asInGuide = serverCode(workspaceId, 'k-1')
    .replace("'k-1'", 'process.env.EVERTHREAD_KID')
    .replace(`'${workspaceId}'`, 'process.env.EVERTHREAD_WORKSPACE');
  expect(`${asInGuide}\n`).toBe(`${sample('js')}\n${sample('js', 1)}`);
  const plain = (code = '') => code.replaceAll(/\s+/g, '').replaceAll(',}', '}');
  expect(plain(PAGE_CODE)).toBe(plain(sample('html')));
});
