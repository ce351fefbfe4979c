import { expect, test } from 'vitest';
import { isAnswered } from './is-answered.ts';

const said = (kind: 'visitor' | 'agent' | 'bot', bot?: 'answer' | 'handover') =>
  ({ author: { kind }, topicId: 't1', ...(bot && { bot: { kind: bot } }) }) as never;

test.each([
  ['a visitor awaits a person', [said('visitor')], false, false],
  ['a visitor awaits the bot', [said('visitor')], true, true],
  ['the bot has answered', [said('visitor'), said('bot', 'answer')], true, true],
  ['the bot has called a person', [said('visitor'), said('bot', 'handover')], true, false],
  ['a person has answered', [said('visitor'), said('agent')], false, true],
  ['a visitor has written since', [said('visitor'), said('agent'), said('visitor')], true, false],
])('%s', (_what, sent, asksBot, is) => expect(isAnswered({ sent, topics: [{}] }, asksBot)).toBe(is));

test('it is done, and asked how it went, whoever said the last word', () => {
  const topics = [{ rating: { score: null, word: null } as never }];
  expect(isAnswered({ sent: [said('agent'), said('visitor')], topics }, false)).toBe(true);
  expect(isAnswered({ sent: [said('agent'), said('visitor')], topics: [...topics, {}] }, false)).toBe(false);
});
