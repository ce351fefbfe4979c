import { enWork, type WorkWords } from '../../locales/en-work.ts';

/** What is said about work on topics. A further language is a file of the same shape and a line here. */
export const workWords = (): WorkWords => enWork;
