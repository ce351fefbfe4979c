import { enFinding, type FindingWords } from '../locales/en-finding.ts';

/** The words of search, palette and help. A further language is a file of the same shape and a line here. */
export const findingWords = (): FindingWords => enFinding;
