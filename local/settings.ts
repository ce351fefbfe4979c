import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { ConfigError } from '../api/src/config.ts';

export type Settings = {
  dataDir: string;
  databaseUrl: string | undefined;
  /** The first port to try for the app; the demo shop and the mailbox take the next ones. */
  port: number;
  publicUrl: string | undefined;
  filesUrl: string | undefined;
  signUp: string;
  mail: {
    from: string;
    resendKey: string | undefined;
    webhookSecret: string | undefined;
    replyDomain: string | undefined;
  };
  pushServices: string | undefined;
  model: Readonly<Record<string, string>>; // of those below the ones that are set
};

const MODEL_SETTINGS = ['OPENAI', 'EMBEDDINGS'].flatMap((of) => [`${of}_BASE_URL`, `${of}_API_KEY`, `${of}_MODEL`]);

const root = resolve(import.meta.dirname, '..');

/** Reads `.dev.vars` and the environment, which has the last word. */
export function readSettings(): Settings {
  loadDevVars();
  const { EVERTHREAD_DATA, DATABASE_URL, PORT, PUBLIC_URL, FILES_URL, SIGN_UP, PUSH_SERVICES } = process.env;
  const { MAIL_FROM, RESEND_API_KEY, RESEND_WEBHOOK_SECRET, MAIL_REPLY_DOMAIN } = process.env;
  const port = Number(PORT || 8787);
  if (!Number.isInteger(port) || port < 1 || port > 65_000)
    throw new ConfigError('Everthread cannot start: PORT must be a number from 1 to 65000.');
  if (RESEND_API_KEY && !MAIL_FROM) {
    throw new ConfigError(
      'Everthread cannot start: with RESEND_API_KEY it needs MAIL_FROM, a sender of the domain that is verified there.',
    );
  }
  return {
    dataDir: resolve(root, EVERTHREAD_DATA || '.data'),
    databaseUrl: DATABASE_URL || undefined,
    port,
    publicUrl: PUBLIC_URL || undefined,
    filesUrl: FILES_URL || undefined,
    signUp: SIGN_UP || (PUBLIC_URL ? 'invitation' : 'open'), // nobody else reaches one without an address
    mail: {
      from: MAIL_FROM || 'Everthread <support@localhost.example>',
      resendKey: RESEND_API_KEY || undefined,
      webhookSecret: RESEND_WEBHOOK_SECRET || undefined,
      replyDomain: MAIL_REPLY_DOMAIN || undefined,
    },
    pushServices: PUSH_SERVICES || undefined,
    model: Object.fromEntries(MODEL_SETTINGS.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []))),
  };
}

/**
 * Where files are served: on this machine under its other name, which is another site to browsers. Throws where people
 * come by a name of their own choice, for then nobody but they can choose the second one.
 */
export function filesUrlFor(appUrl: string, filesUrl: string | undefined, port: number): string {
  if (filesUrl) return filesUrl;
  switch (URL.parse(appUrl)?.hostname) {
    case 'localhost':
      return `http://127.0.0.1:${port}`;
    case '127.0.0.1':
      return `http://localhost:${port}`;
    default:
      throw new ConfigError(
        'Everthread cannot start: beside PUBLIC_URL it needs FILES_URL, another host that leads to it.',
      );
  }
}

export function loadDevVars(): void {
  const file = resolve(root, '.dev.vars');
  if (existsSync(file)) process.loadEnvFile(file);
}
