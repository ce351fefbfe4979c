/** By which the composer is found from anywhere in the inbox. */
export const COMPOSER_ID = 'composer';
