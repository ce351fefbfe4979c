/** The largest file that can be sent, in bytes. */
export const FILE_MAX_BYTES = 20 * 1024 * 1024;
/** The same as it is said everywhere: in thousands, as sizes are shown, and so never more than is taken. */
export const FILE_MAX_SAID = 20_000_000;
/** An agent's photo is made small by his browser before it is sent. */
export const PHOTO_MAX_BYTES = 512 * 1024;
export const PHOTO_MAX_SIDE = 1024;
/** An image that stands in an article. */
export const ARTICLE_IMAGE_MAX_BYTES = 5 * 1024 * 1024;
export const ARTICLE_IMAGE_MAX_SIDE = 8192;
