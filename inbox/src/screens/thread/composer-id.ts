/** By which the composer is found from anywhere in the inbox. */
export const COMPOSER_ID = 'composer';

/** Where the composer was asked for before it is here: hands over what has been typed for it since. */
export const ahead: { take?: (() => string) | undefined } = {};
