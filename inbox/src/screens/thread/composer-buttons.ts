/** By which what stands under the composer is found by its name in the palette. */
export const ATTACH_ID = 'composer-files';
export const SEND_LATER_ID = 'composer-later';
