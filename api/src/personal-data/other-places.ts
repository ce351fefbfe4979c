/** What of a table is not erased row by row, and why it need not be. */
type Other = { because: string; columns?: readonly string[] };

const GOES_ALONG = 'Goes with the message, topic or visitor that it finds, in the statement that erases that';
const ARTICLES = 'Of articles, which the team writes for everyone';
const SETTINGS = 'What the team has set up: of no visitor';
const WORKS_HERE = 'Of somebody who works here: goes with his account';

/** Every other table. A column that is not named here and could hold words is looked at by whoever adds it. */
export const OTHER_PLACES: Readonly<Record<string, Other>> = {
  search_docs: { because: GOES_ALONG, columns: ['kind', 'tokens'] },
  search_postings: { because: GOES_ALONG, columns: ['kind', 'token'] },
  search_tokens: { because: GOES_ALONG, columns: ['kind', 'token'] },
  search_spellings: { because: GOES_ALONG, columns: ['kind', 'spelling', 'token'] },
  search_queue: { because: 'Ids of what is to be looked through, for seconds', columns: ['kind'] },
  audit_log: {
    because: 'Is never deleted from: the names of who is erased are taken out of it',
    columns: ['what', 'details', 'visitor_ids'],
  },
  bot_spending: { because: 'Is kept as a sum for the day, of nobody, so that erasing oneself earns no new budget' },
  erasures: {
    because: 'The receipt itself: ids and keys of files are emptied, kinds and counts stay',
    columns: ['asked_by', 'visitor_ids', 'thread_ids', 'file_keys', 'counts'],
  },
  erased_keys: {
    because: 'Hashes of keys, gone after nine months: by them alone a device is told to forget what it keeps',
    columns: ['key_hash'],
  },
  mail_suppressions: {
    because: 'Keyed hashes: who wanted no mail is to get none, and cannot be read from it',
    columns: ['key', 'reason'],
  },
  throttles: { because: 'Hashes and counts, gone with their window', columns: ['key'] },
  estimate_models: { because: 'Sums over all waits, in which no single one is told', columns: ['model', 'features'] },
  article_votes: { because: 'Counts of readers whom nobody knows', columns: ['language'] },
  seen_origins: { because: 'Sites on which the messenger is embedded', columns: ['origin'] },
  look_up_troubles: { because: 'How a flow’s webhook fails: its address and counts', columns: ['url'] },

  users: { because: WORKS_HERE, columns: ['name', 'email', 'image'] },
  accounts: {
    because: WORKS_HERE,
    columns: ['account_id', 'provider_id', 'access_token', 'refresh_token', 'id_token', 'scope', 'password'],
  },
  sessions: { because: WORKS_HERE, columns: ['token', 'ip_address', 'user_agent'] },
  verifications: { because: WORKS_HERE, columns: ['identifier', 'value'] },
  pending_sign_ups: {
    because: WORKS_HERE,
    columns: ['token_hash', 'email', 'name', 'password_hash', 'workspace_name'],
  },
  authenticators: { because: WORKS_HERE, columns: ['sealed_secret'] },
  passkeys: { because: WORKS_HERE, columns: ['id', 'name', 'public_key', 'transports'] },
  recovery_codes: { because: WORKS_HERE, columns: ['code_hash'] },
  push_devices: { because: WORKS_HERE, columns: ['endpoint', 'p256dh', 'auth', 'name'] },
  agents: { because: WORKS_HERE, columns: ['name', 'role', 'photo', 'hours', 'absences', 'notifications'] },
  invitations: { because: WORKS_HERE, columns: ['email', 'role', 'token_hash'] },
  team_members: { because: WORKS_HERE },
  agent_spending: { because: WORKS_HERE },

  articles: { because: ARTICLES, columns: ['audience'] },
  article_variants: { because: ARTICLES, columns: ['language', 'slug', 'title', 'body', 'wordings'] },
  article_versions: { because: ARTICLES, columns: ['language', 'slug', 'title', 'body', 'wordings'] },
  article_images: { because: ARTICLES, columns: ['name', 'storage_key'] },
  article_image_uses: { because: ARTICLES, columns: ['name', 'language'] },
  article_docs: { because: ARTICLES, columns: ['language', 'spoken', 'audience'] },
  article_passages: { because: ARTICLES, columns: ['kind', 'heading', 'text', 'terms'] },
  article_postings: { because: ARTICLES, columns: ['spoken', 'audience', 'term'] },
  article_terms: { because: ARTICLES, columns: ['spoken', 'audience', 'term'] },
  article_norms: { because: ARTICLES, columns: ['spoken', 'model', 'means', 'spreads'] },
  article_vectors: { because: ARTICLES, columns: ['model', 'spoken', 'audience', 'signs', 'bytes', 'words'] },
  spare_vectors: { because: ARTICLES, columns: ['model', 'words', 'signs', 'bytes'] },
  collections: { because: ARTICLES, columns: ['slug', 'names'] },
  former_collection_slugs: { because: ARTICLES, columns: ['slug'] },
  site_imports: { because: ARTICLES, columns: ['url', 'state', 'robots'] },
  imported_pages: { because: ARTICLES, columns: ['url', 'state', 'language'] },

  workspaces: {
    because: SETTINGS,
    columns: [
      ...['name', 'allowed_origins', 'identity_mode', 'rating_scale', 'help_color', 'help_url', 'logo'],
      ...['bot_mode', 'bot_name'],
    ],
  },
  identity_secrets: { because: SETTINGS, columns: ['id', 'sealed_secret'] },
  workspace_mail: {
    because: SETTINGS,
    columns: ['name', 'domain', 'sender', 'provider_id', 'status', 'records'],
  },
  workspace_models: { because: SETTINGS, columns: ['purpose', 'base_url', 'name', 'sealed_key', 'key_end'] },
  ways_back: { because: SETTINGS, columns: ['public_key', 'sealed_key'] },
  teams: { because: SETTINGS, columns: ['name'] },
  tags: { because: SETTINGS, columns: ['name', 'color'] },
  views: { because: SETTINGS, columns: ['name', 'filters', 'sort'] },
  targets: { because: SETTINGS, columns: ['name', 'filters'] },
  experiments: { because: SETTINGS, columns: ['name', 'filters', 'first', 'second'] },
  saved_replies: { because: SETTINGS, columns: ['name', 'text', 'actions'] },
  flows: { because: SETTINGS, columns: ['sealed_secret'] },
  flow_versions: { because: SETTINGS, columns: ['plan'] },
  office_hours: { because: SETTINGS, columns: ['schedule'] },
  holiday_calendars: { because: SETTINGS, columns: ['url', 'holidays', 'trouble'] },
  special_notices: { because: SETTINGS, columns: ['text'] },
};
