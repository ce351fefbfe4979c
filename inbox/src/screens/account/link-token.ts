/** The token of a mailed link. It stands behind the #, which browsers neither send to servers nor pass on as referrer. */
export const tokenIn = (hash: string): string => new URLSearchParams(hash.replace(/^#/, '')).get('token') ?? '';
