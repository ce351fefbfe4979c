import { expect, test } from 'vitest';
import { retryDelayMs } from './retry-delay.ts';

test.each([
  { attempts: 1, chance: 0, delay: 1_000 },
  { attempts: 1, chance: 0.5, delay: 1_500 },
  { attempts: 2, chance: 0, delay: 2_000 },
  { attempts: 9, chance: 0, delay: 256_000 },
  { attempts: 30, chance: 0, delay: 450_000 },
])('after try $attempts, with chance $chance, the next comes in $delay ms', ({ attempts, chance, delay }) => {
  expect(retryDelayMs(attempts, chance)).toBe(delay);
});
