/** By which the composer is found from anywhere in the inbox. */
export const COMPOSER_ID = 'composer';

/** Where the composer was asked for before it is here: hands over what has been typed for it since. `isLost`: it will not come. */
export const ahead: { take?: (() => string) | undefined; isLost?: boolean } = {};

/** The file that it is in could not be fetched: keys are the inbox's again. */
export function loseComposer(): void {
  ahead.isLost = true;
  ahead.take?.();
}
