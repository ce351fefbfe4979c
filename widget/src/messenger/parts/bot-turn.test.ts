import { expect, test } from 'vitest';
import { botTurn } from './bot-turn.ts';

type Kind = 'answer' | 'handover';
const said = (kind: 'visitor' | 'agent', topicId = 't1', bot?: Kind) =>
  ({ author: { kind }, topicId, ...(bot && { bot: { kind: bot } }) }) as never;
const asked = said('visitor');
const answered = said('agent', 't1', 'answer');

test.each([
  ['the first answer is awaited', [asked], 'awaited'],
  ['it is awaited still where he writes more', [asked, asked], 'awaited'],
  ['another matter has begun: its first answer is awaited', [asked, answered, said('visitor', 't2')], 'awaited'],
  ['it has answered', [asked, answered], answered],
  ['he asks more', [asked, answered, asked], answered],
  ['it has called a person', [asked, said('agent', 't1', 'handover')], undefined],
  ['a person has answered', [asked, answered, said('agent'), asked], undefined],
  ['nobody has written', [], undefined],
])('%s', (_what, sent, turn) => expect(botTurn(sent, true)).toBe(turn));

test('where no bot is asked none is awaited', () => expect(botTurn([asked], false)).toBeUndefined());
