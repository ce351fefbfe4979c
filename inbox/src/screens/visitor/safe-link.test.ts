import { expect, test } from 'vitest';
import { safeLink } from './safe-link.ts';

test.each(['https://shop.example/a?b=c', 'http://127.0.0.1:8788/'])('%s may be clicked', (url) => {
  expect(safeLink(url)).toBe(url);
});

test.each([
  'javascript:alert(1)',
  ' java\nscript:alert(1)',
  'data:text/html,<script>1</script>',
  'vbscript:x',
  'blob:https://shop.example/1',
  'file:///etc/passwd',
  '//shop.example',
  'shop.example',
])('%s stays text', (url) => expect(safeLink(url)).toBeUndefined());
