// Validation libraries stay out of the bundle, so the few limits that forms show stand here; a test holds them to shared's.
export const PASSWORD_MIN_LENGTH = 10;
export const PASSWORD_MAX_LENGTH = 128;
export const NAME_MAX_LENGTH = 80;
export const MESSAGE_MAX_LENGTH = 10_000;
export const ORIGINS_MAX = 50;
export const EDITABLE_MINUTES = 5;
export const MOST_ATTACHMENTS = 10;
export const MOST_IDENTITY_SECRETS = 2;
export const SEARCH_MAX_LENGTH = 200;
export const UNDO_MERGE_DAYS = 30;
