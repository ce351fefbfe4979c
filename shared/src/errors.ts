/** Every code that an answer `{ error: { code, message } }` may carry, and the HTTP status it goes with. */
export const ERROR_STATUS = {
  invalid: 400,
  signed_out: 401,
  forbidden: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  stale: 409, // written on an old state: the answer also says what came in between
  gone: 410, // it was erased
  length_required: 411,
  too_large: 413,
  unsupported_media_type: 415,
  too_many: 429,
  internal: 500,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;
