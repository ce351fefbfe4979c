/**
 * In which way articles are looked through: how they are divided into passages, and by which terms these are found. Whoever
 * changes what `piecesOf` makes of an article, or how docs are weighed, adds one: all that is published is looked through and
 * measured again by itself.
 */
export const INDEX_VERSION = 5;
