import { expect, test } from 'vitest';
import { demandPlain } from './inline-script.ts';

test.each(['"</script>"', '"</SCRIPT "', '"<!--"', '"<script>"', '"<ScRiPt src"'])(
  'a script that a page’s parser would misread is not built: %s',
  (code) => {
    expect(() => demandPlain(`window.early = ${code};`)).toThrow('would not read');
  },
);

test('comparisons and shifts are no markup', () => {
  expect(() => demandPlain('for(;a<b&&b<!c;a<<=1)c=a<-1')).not.toThrow();
});
