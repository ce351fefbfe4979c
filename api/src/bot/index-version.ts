/**
 * In which way articles are looked through: how they are divided into passages, and by which terms these are found. Whoever
 * changes what `piecesOf` makes of an article adds one, and all that is published is looked through again by itself.
 */
export const INDEX_VERSION = 2;
