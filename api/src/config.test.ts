import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

const good = {
  PUBLIC_URL: 'https://chat.example.com/',
  FILES_URL: 'https://files.example.net',
  DATABASE_URL: 'postgres://app:pw@db.example.com/everthread',
  SECRET: 'Zk3vQ9x1LmT7bR4wYp2sHn8cJd6fGa0eUi5o',
  MAIL_FROM: 'support@example.com',
  RESEND_API_KEY: 're_123',
};

test('a whole environment becomes a configuration', () => {
  expect(readConfig(good)).toMatchObject({
    publicUrl: 'https://chat.example.com',
    mail: { from: 'support@example.com' },
  });
});

test('whoever is not invited is let in only where the operator says so', () => {
  expect(readConfig(good).signUp).toBe('invitation');
  expect(readConfig({ ...good, SIGN_UP: 'open' }).signUp).toBe('open');
});

test('push services are named by their origins, and know whom to write to', () => {
  const named = {
    ...good,
    MAIL_FROM: 'Support <help@example.com>',
    PUSH_SERVICES: 'https://a.example/x, http://b.example:1',
  };
  expect(readConfig(named).push).toMatchObject({
    contact: 'mailto:help@example.com',
    services: ['https://a.example', 'http://b.example:1'],
  });
  expect(readConfig(good).push).toMatchObject({ contact: 'mailto:support@example.com', services: [] });
});

test('a model is named by its name; without one there is none', () => {
  expect(readConfig(good).model).toBeUndefined();
  expect(readConfig({ ...good, OPENAI_API_KEY: 'sk-1', OPENAI_MODEL: 'm' }).model).toEqual({
    baseUrl: 'https://api.openai.com/v1',
    apiKey: 'sk-1',
    name: 'm',
  });
  expect(readConfig({ ...good, OPENAI_BASE_URL: 'http://localhost:11434/v1', OPENAI_MODEL: 'm' }).model).toBeDefined();
  expect(() => readConfig({ ...good, OPENAI_API_KEY: 'sk-1' })).toThrow('OPENAI_MODEL');
  expect(() => readConfig({ ...good, OPENAI_MODEL: 'm' })).toThrow('OPENAI_API_KEY');
});

test('embeddings are asked where the model is, or at a place of their own, to which no other key goes', () => {
  const named = { ...good, EMBEDDINGS_MODEL: 'e' };
  const { id = '' } = readConfig({ ...named, OPENAI_API_KEY: 'sk-1', OPENAI_MODEL: 'm' }).embeddings ?? {};
  expect(readConfig(good).embeddings).toBeUndefined();
  expect(readConfig({ ...named, OPENAI_API_KEY: 'sk-1', OPENAI_MODEL: 'm' }).embeddings).toEqual({
    baseUrl: 'https://api.openai.com/v1',
    apiKey: 'sk-1',
    name: 'e',
    id,
  });
  const elsewhere = {
    ...named,
    OPENAI_API_KEY: 'sk-1',
    OPENAI_MODEL: 'm',
    EMBEDDINGS_BASE_URL: 'http://localhost:1/v1',
  };
  expect(readConfig(elsewhere).embeddings?.apiKey).toBe('none');
  expect(readConfig(elsewhere).embeddings?.id).not.toBe(id);
  expect(() => readConfig(named)).toThrow('EMBEDDINGS_API_KEY');
  expect(() => readConfig({ ...good, EMBEDDINGS_API_KEY: 'sk-1' })).toThrow('EMBEDDINGS_MODEL');
});

test('keys of different purposes differ, and depend on the secret', () => {
  const { keys } = readConfig(good);
  const other = readConfig({ ...good, SECRET: `${good.SECRET}!` }).keys;

  expect(keys.visitorAccess).not.toEqual(keys.ticket);
  expect(other.ticket).not.toEqual(keys.ticket);
});

test.each([
  ['SECRET', undefined],
  ['SECRET', ''],
  ['SECRET', 'short'],
  ['SECRET', 'a'.repeat(64)],
  ['SECRET', 'change-me-to-32-random-characters-please'],
  ['DATABASE_URL', undefined],
  ['DATABASE_URL', ''],
  ['DATABASE_URL', 'mysql://x/y'],
  ['PUBLIC_URL', undefined],
  ['PUBLIC_URL', 'javascript:alert(1)'],
  ['PUBLIC_URL', 'https://example.com/support'],
  ['FILES_URL', undefined],
  ['FILES_URL', ''],
  ['FILES_URL', 'https://chat.example.com/files'],
  ['FILES_URL', 'http://chat.example.com'],
  ['SIGN_UP', 'true'],
  ['SIGN_UP', 'for-everybody'],
  ['MAIL_FROM', undefined],
  ['MAIL_FROM', ''],
  ['RESEND_API_KEY', undefined],
  ['RESEND_API_KEY', ''],
  ['PUSH_SERVICES', 'push.example.com'],
  ['OPENAI_BASE_URL', 'file:///etc/passwd'],
  ['OPENAI_MODEL', ''],
  ['PUSH_SERVICES', 'https://push.example.com ftp://other.example'],
])('S5 refuses to start with %s = %j, and says which setting is wrong but not what it was', (name, value) => {
  expect(() => readConfig({ ...good, [name]: value })).toThrow(name);
  if (value && value.length > 10) expect(() => readConfig({ ...good, [name]: value })).not.toThrow(value);
});
