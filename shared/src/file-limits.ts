/** The largest file that can be sent, in bytes. */
export const FILE_MAX_BYTES = 20 * 1024 * 1024;
