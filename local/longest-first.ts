import { basename } from 'node:path';
import { BaseSequencer, type TestSpecification } from 'vitest/node';

// Small files with much to do: by their size they would come last, and one processor would wait for the other.
const LONG = ['history', 'start', 'fuzz', 'every-screen', 'asks-for-nothing', 'agents-write-together'];

/** The order of test files in which none runs alone at the end. */
export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = ({ moduleId }: TestSpecification) => {
      const at = LONG.indexOf(basename(moduleId, '.e2e.ts'));
      return at < 0 ? LONG.length : at;
    };
    return (await super.sort(files)).sort((a, b) => rank(a) - rank(b));
  }
}
