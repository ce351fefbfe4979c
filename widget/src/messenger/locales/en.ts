import type { Plural } from '../words.ts';

const en = {
  title: 'Messages',
  close: 'Close',
  greeting: 'How can we help?',
  person: 'Write to us. A person from our team reads it and answers here.',
  leave: 'You can close this page. Your conversation stays here.',
  received: 'We have your message. A person will answer.',
  notSaved: 'This browser keeps nothing for this site. The conversation ends when you leave the page.',
  write: 'Write a message',
  send: 'Send',
  sending: 'Sending…',
  sent: 'Sent',
  failed: 'Not sent',
  again: 'Try again',
  cutOff: 'No connection. Trying again…',
  tooOld: 'This page is out of date.',
  reload: 'Reload',
  conversation: 'Conversation',
  opening: 'Opening your conversation…',
  you: 'You',
  newTopic: 'New topic',
  earlier: 'Loading earlier messages…',
  earlierFailed: 'Earlier messages did not load.',
  news: { one: '{count} new message', other: '{count} new messages' } satisfies Plural,
  tooLong: { one: '{count} character too many', other: '{count} characters too many' } satisfies Plural,
};

export type Words = { [Key in keyof typeof en]: (typeof en)[Key] extends string ? string : Plural };
export default en as Words;
