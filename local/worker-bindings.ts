import { readConfig } from '../api/src/config.ts';
import type { Secrets } from './secrets.ts';
import { filesUrlFor, type Settings } from './settings.ts';

/** Where things turned out to be. */
type Places = { appUrl: string; appPort: number; databaseUrl: string; mailboxUrl: string };

/** What the Worker is told on one machine. */
export function workerBindings(settings: Settings, secrets: Secrets, places: Places): Record<string, string> {
  const { mail } = settings;
  return {
    PUBLIC_URL: places.appUrl,
    FILES_URL: filesUrlFor(places.appUrl, settings.filesUrl, places.appPort),
    DATABASE_URL: places.databaseUrl,
    SIGN_UP: settings.signUp,
    SECRET: secrets.worker,
    MAIL_FROM: mail.from,
    RESEND_API_KEY: mail.resendKey ?? secrets.mailKey,
    ...(settings.pushServices && { PUSH_SERVICES: settings.pushServices }),
    ...settings.model,
    ...(mail.resendKey
      ? {
          ...(mail.webhookSecret && { RESEND_WEBHOOK_SECRET: mail.webhookSecret }),
          ...(mail.replyDomain && { MAIL_REPLY_DOMAIN: mail.replyDomain }),
        }
      : {
          RESEND_BASE_URL: places.mailboxUrl.replace('localhost', '127.0.0.1'),
          RESEND_WEBHOOK_SECRET: secrets.hookSecret,
          MAIL_REPLY_DOMAIN: mail.replyDomain ?? 'mail.localhost.example',
        }),
  };
}

/** Throws `ConfigError` where the Worker could not run on these settings, before anything is made or opened for it. */
export function checkSettings(settings: Settings, secrets: Secrets): void {
  const { port, publicUrl } = settings;
  const likely = `http://localhost:${port}`;
  readConfig(
    workerBindings(settings, secrets, {
      appUrl: publicUrl ?? likely,
      appPort: port,
      databaseUrl: 'postgresql://app:password@localhost/everthread',
      mailboxUrl: likely,
    }),
  );
}
