import { expect, test } from 'vitest';
import { fillIn, firstName, firstUnfilled, unfilled, type Values } from './saved-reply-text.ts';

const values: Values = {
  'visitor.name': 'Ann Lee',
  'visitor.first_name': 'Ann',
  'visitor.email': null,
  'agent.name': 'Mara',
  'agent.first_name': 'Mara',
  'workspace.name': 'Teapots & Co',
};
const nobody: Values = { ...values, 'visitor.name': null, 'visitor.first_name': '' };

test.each([
  ['Hello {{visitor.first_name}}!', 'Hello Ann!'],
  ['{{ visitor.name }}, this is {{agent.name}} of {{workspace.name}}', 'Ann Lee, this is Mara of Teapots & Co'],
  ['Hello {{visitor.first_name | there}}', 'Hello Ann'],
  ['A {{ thing }} in {braces} and {{what.ever}}', 'A {{ thing }} in {braces} and {{what.ever}}'],
  ['', ''],
])('%j becomes %j', (text, expected) => {
  expect(fillIn(text, values)).toBe(expected);
});

test('where a name is not known the other words stand, or nothing where they are none', () => {
  expect(fillIn('Hello {{visitor.first_name | there}}!', nobody)).toBe('Hello there!');
  expect(fillIn('Hello{{visitor.first_name |}}!', nobody)).toBe('Hello!');
});

test('what is not known and has no other words is left to be filled in by hand', () => {
  const text = fillIn('Hello {{visitor.name}}, {{visitor.email}} and {{visitor.name}}', nobody);
  expect(unfilled(text)).toEqual(['{{visitor.name}}', '{{visitor.email}}']);
  expect(firstUnfilled(text)).toEqual({ start: 6, end: 22 });
  expect(unfilled('Write {{ this }} into your template')).toEqual([]);
});

test('what a visitor calls himself is words, and never filled in again', () => {
  const name = '{{agent.name}} $& $1';
  expect(fillIn('Hello {{visitor.name}}', { ...values, 'visitor.name': name })).toBe(`Hello ${name}`);
});

test('one speaks to somebody by the first of his names', () => {
  expect([firstName(' Ann  Lee '), firstName(''), firstName(null)]).toEqual(['Ann', undefined, undefined]);
});
