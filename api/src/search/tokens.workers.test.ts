import { expect, test } from 'vitest';
import { chineseWordsIn } from '../bot/chinese/words-in.ts';
import { tokensOf } from './tokens.ts';

const of = (text: string) => Array.from(tokensOf(text), ({ token }) => token);

test('the runtime of production knows the words of scripts without spaces', () => {
  expect(of('ฉันต้องการคืนเงิน')).toEqual(['ฉัน', 'ต้องการ', 'คืน', 'เงิน']);
  expect(of('申请退款 Café')).toEqual(['申请', '请退', '退款', '款', 'cafe']);
});

test('and those of Chinese', () => {
  expect(chineseWordsIn('怎样申请退款').map(({ word }) => word)).toEqual(['怎样', '申请', '退款']);
});
