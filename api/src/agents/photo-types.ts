/** What a photo may be, by the end of its name. Also how it is served. */
export const PHOTO_TYPES: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  webp: 'image/webp',
};
