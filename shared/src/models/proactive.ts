import type { FlowWords } from './flow.ts';
import type { FlowLanguage } from './flow-condition.ts';
import type { FlowId } from './ids.ts';

/**
 * What a flow shows beside the launcher, as a page gets it: nothing of it hangs on who the visitor is, so that one answer
 * does for all. `pages`: what the page's address must have, all of it; `languages`: which the visitor must speak.
 */
export type ProactiveMessage = {
  id: FlowId;
  words: FlowWords;
  afterSeconds: number;
  pages: readonly string[];
  languages: readonly FlowLanguage[];
};
