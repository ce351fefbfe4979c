import { expect, test } from 'vitest';
import { connect } from '../db/connect.ts';
import { selectWithTopics } from './message-rows.ts';

/**
 * In the statement that stores a message the short names of these tables stand for that message alone (append-message.ts).
 * The list is of what means just that; whatever else is read of such a table goes by its whole name, `public.messages`.
 */
test('what is told of a message reads other rows of its tables by their whole names', () => {
  const { sql } = selectWithTopics(connect('postgres://app:app@localhost/none')).toSQL();
  const shortNames = sql.matchAll(/(?:from|join) "(?:messages|threads|topics|attachments)"/g);
  expect([...shortNames].map(([read]) => read)).toEqual([
    'from "attachments"', // those that the message takes along
    'from "messages"',
    'join "threads"',
    'join "topics"',
    'join "messages"', // what it answers to: put beside it
  ]);
});
