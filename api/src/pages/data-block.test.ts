import { expect, test } from 'vitest';
import { dataBlock } from './data-block.ts';

test.each(['</script><script>alert(1)</script>', '<!--<script>', "Tea & 'Clay' \u2028 你好 🙂"])(
  '%j stays data inside its element and comes back whole',
  (name) => {
    const block = dataBlock('team', { name });
    const inside = block.slice(block.indexOf('>') + 1, block.lastIndexOf('</script>'));

    expect(inside).not.toContain('<');
    expect(JSON.parse(inside)).toEqual({ name });
  },
);
