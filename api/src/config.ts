import { hkdfSync } from 'node:crypto';
import * as z from 'zod';
import { embeddingId } from './bot/embedding-id.ts';
import { type VapidKeys, vapidKeysFrom } from './identity/vapid-keys.ts';

const Secret = z
  .string({ error: 'is missing' })
  .min(32, 'must be at least 32 characters; `openssl rand -base64 32` makes one')
  .refine((secret) => new Set(secret).size >= 12 && !/change.?me|secret|password|example/i.test(secret), {
    error: 'looks like a placeholder; `openssl rand -base64 32` makes a real one',
  });

/** Whether the whole host is ours: none of our addresses would be found beneath a path. */
const isOrigin = (url: string) => !URL.canParse(url) || (new URL(url).pathname === '/' && new URL(url).search === '');

const Environment = z.object({
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be the URL at which people reach this Worker' })
    .refine(isOrigin, { error: 'must be a host of its own, such as https://support.example.com, without a path' }),
  FILES_URL: z.url({ protocol: /^https?$/, error: 'must be the URL of the host that serves files' }),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/, error: 'must be the postgres:// URL of the role "app"' }),
  SECRET: Secret,
  SIGN_UP: z.enum(['invitation', 'open'], { error: 'must be invitation or open' }).default('invitation'),
  MAIL_FROM: z.string().min(3, 'must be an address such as "Support <support@example.com>"'),
  RESEND_API_KEY: z.string({ error: 'is missing' }).min(1, 'is empty'),
  RESEND_BASE_URL: z.url().optional(),
  RESEND_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/=]{32,}$/, 'must be the signing secret of the webhook, which begins with whsec_')
    .optional(),
  MAIL_REPLY_DOMAIN: z
    .string()
    .regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i, 'must be the domain whose mail comes here, such as reply.example.com')
    .optional(),
  PUSH_SERVICES: z
    .string()
    .transform((list) => list.split(/[\s,]+/).filter(Boolean))
    .pipe(z.array(z.url({ protocol: /^https?$/ }).transform((url) => new URL(url).origin)))
    .optional(),
  OPENAI_BASE_URL: z.url({ protocol: /^https?$/, error: 'must be the URL of an OpenAI-compatible API' }).optional(),
  OPENAI_API_KEY: z.string().min(1, 'is empty').optional(),
  OPENAI_MODEL: z.string().min(1, 'is empty').optional(),
  EMBEDDINGS_BASE_URL: z.url({ protocol: /^https?$/, error: 'must be the URL of an OpenAI-compatible API' }).optional(),
  EMBEDDINGS_API_KEY: z.string().min(1, 'is empty').optional(),
  EMBEDDINGS_MODEL: z.string().min(1, 'is empty').optional(),
});

export type Config = {
  publicUrl: string; // an origin, no slash at its end
  filesUrl: string; // another origin, on another site: what strangers send is served from there
  databaseUrl: string;
  signUp: 'invitation' | 'open'; // `invitation`: the first of all may sign up, then only who is invited
  mail: {
    from: string;
    apiKey: string;
    baseUrl: string | undefined;
    webhookSecret: string | undefined; // with which the provider signs what it tells us
    replyDomain: string | undefined; // whose mail comes to us; without it nobody can answer by mail
  };
  push: {
    agentKeys: VapidKeys; // of this deployment: an agent's browser has one key, however many workspaces he is in
    contact: string; // whom a push service writes to in trouble
    services: readonly string[]; // origins of push services beside those that the browsers' makers run
  };
  /** With which the bot writes; without one it quotes. */
  model: { baseUrl: string; apiKey: string; name: string } | undefined;
  /** By which it finds what is said in other words. `id`: of this model, asked there. */
  embeddings: { baseUrl: string; apiKey: string; name: string; id: string } | undefined;
  /** One key for each purpose, so that a token of one kind can never pass for another. */
  keys: {
    session: string;
    visitorAccess: Uint8Array;
    ticket: Uint8Array;
    throttle: Uint8Array;
    fileLink: Uint8Array;
    seal: Uint8Array;
    secondStep: Uint8Array;
    replyAddress: Uint8Array;
    mailLink: Uint8Array;
    mailCode: Uint8Array;
  };
};

/** The environment cannot be run on. The message names each setting and what it wants, never a value. */
export class ConfigError extends Error {
  override name = 'ConfigError';
}

/** The only reader of the environment. Throws `ConfigError`. */
export function readConfig(env: Record<string, unknown>): Config {
  const parsed = Environment.safeParse(env);
  if (!parsed.success) {
    const settings = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
    throw new ConfigError(`Everthread cannot start: ${settings.join('; ')}.`);
  }
  const { PUBLIC_URL, FILES_URL, DATABASE_URL, SECRET, MAIL_FROM, RESEND_API_KEY, RESEND_BASE_URL } = parsed.data;
  const { PUSH_SERVICES = [], RESEND_WEBHOOK_SECRET, MAIL_REPLY_DOMAIN } = parsed.data;
  const [publicUrl, filesUrl] = [new URL(PUBLIC_URL).origin, new URL(FILES_URL).origin];
  if (new URL(publicUrl).host === new URL(filesUrl).host) {
    throw new ConfigError('Everthread cannot start: FILES_URL must be on another host than PUBLIC_URL.');
  }
  const derive = (purpose: string, bytes = 32) =>
    new Uint8Array(hkdfSync('sha256', SECRET, '', `everthread/${purpose}`, bytes));
  return {
    publicUrl,
    filesUrl,
    databaseUrl: DATABASE_URL,
    signUp: parsed.data.SIGN_UP,
    mail: {
      from: MAIL_FROM,
      apiKey: RESEND_API_KEY,
      baseUrl: RESEND_BASE_URL,
      webhookSecret: RESEND_WEBHOOK_SECRET,
      replyDomain: MAIL_REPLY_DOMAIN?.toLowerCase(),
    },
    push: {
      agentKeys: vapidKeysFrom(derive('agent-push', 48)),
      contact: `mailto:${/<([^<>\s]+)>\s*$/.exec(MAIL_FROM)?.[1] ?? MAIL_FROM.trim()}`,
      services: PUSH_SERVICES,
    },
    model: modelOf(parsed.data),
    embeddings: embeddingsOf(parsed.data),
    keys: {
      session: Buffer.from(derive('session')).toString('base64url'),
      visitorAccess: derive('visitor-access'),
      ticket: derive('ticket'),
      throttle: derive('throttle'),
      fileLink: derive('file-link'),
      seal: derive('seal'),
      secondStep: derive('second-step'),
      replyAddress: derive('reply-address'),
      mailLink: derive('mail-link'),
      mailCode: derive('mail-code'),
    },
  };
}

type ModelSettings = Pick<z.infer<typeof Environment>, 'OPENAI_BASE_URL' | 'OPENAI_API_KEY' | 'OPENAI_MODEL'>;

/** The model, if one is named; where it is another's than OpenAI's it may want no key. */
function modelOf({ OPENAI_BASE_URL, OPENAI_API_KEY, OPENAI_MODEL }: ModelSettings): Config['model'] {
  if (!OPENAI_BASE_URL && !OPENAI_API_KEY && !OPENAI_MODEL) return undefined;
  if (!OPENAI_MODEL) throw new ConfigError('Everthread cannot start: OPENAI_MODEL is missing.');
  if (!OPENAI_API_KEY && !OPENAI_BASE_URL) throw new ConfigError('Everthread cannot start: OPENAI_API_KEY is missing.');
  return {
    baseUrl: OPENAI_BASE_URL ?? 'https://api.openai.com/v1',
    apiKey: OPENAI_API_KEY ?? 'none',
    name: OPENAI_MODEL,
  };
}

type EmbeddingSettings = Pick<
  z.infer<typeof Environment>,
  'EMBEDDINGS_BASE_URL' | 'EMBEDDINGS_API_KEY' | 'EMBEDDINGS_MODEL' | 'OPENAI_BASE_URL' | 'OPENAI_API_KEY'
>;

/** Named by its name; where nothing else is said it is asked where the model is. A key goes nowhere but to its own place. */
function embeddingsOf(settings: EmbeddingSettings): Config['embeddings'] {
  const { EMBEDDINGS_BASE_URL, EMBEDDINGS_API_KEY, EMBEDDINGS_MODEL, OPENAI_BASE_URL, OPENAI_API_KEY } = settings;
  if (!EMBEDDINGS_MODEL) {
    if (!EMBEDDINGS_BASE_URL && !EMBEDDINGS_API_KEY) return undefined;
    throw new ConfigError('Everthread cannot start: EMBEDDINGS_MODEL is missing.');
  }
  const key = EMBEDDINGS_API_KEY ?? (EMBEDDINGS_BASE_URL ? undefined : OPENAI_API_KEY);
  const named = EMBEDDINGS_BASE_URL ?? OPENAI_BASE_URL;
  if (!key && !named) throw new ConfigError('Everthread cannot start: EMBEDDINGS_API_KEY is missing.');
  const baseUrl = named ?? 'https://api.openai.com/v1';
  const id = embeddingId(baseUrl, EMBEDDINGS_MODEL);
  return { baseUrl, apiKey: key ?? 'none', name: EMBEDDINGS_MODEL, id };
}
