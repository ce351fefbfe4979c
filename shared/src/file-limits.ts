/** The largest file that can be sent, in bytes. */
export const FILE_MAX_BYTES = 20 * 1024 * 1024;
/** An agent's photo is made small by his browser before it is sent. */
export const PHOTO_MAX_BYTES = 512 * 1024;
export const PHOTO_MAX_SIDE = 1024;
