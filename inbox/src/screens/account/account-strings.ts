import { useStrings } from '../../locale.ts';
import type { Strings } from '../../locales/en.ts';
import { type AccountStrings, enAccount } from '../../locales/en-account.ts';

/** What is said everywhere and what is said before the inbox. A further language is a file of the same shape. */
export const useAccountStrings = (): Strings & AccountStrings => ({ ...useStrings(), ...enAccount });
