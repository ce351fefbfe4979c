import { mkdir, readFile, rm } from 'node:fs/promises';
import { relative, resolve } from 'node:path';
import { runCommand } from './run-command.ts';

type Test = { status: string; fullName: string; failureMessages: string[] };
type TestFile = { name: string; status: string; message: string; assertionResults: Test[] };
type Report = { numPassedTests: number; testResults: TestFile[] };
type Count = { passed: number; failed: number; words: string[] };

const root = resolve(import.meta.dirname, '..');
const reports = resolve(root, '.build/test');
// The browser’s lane runs alone: it waits for what takes its time, and should not have to share the processor.
const lanes = [['node', 'workers'], ['e2e']];
const filters = process.argv.slice(2);

const counts: Count[] = [];
for (const projects of lanes) counts.push(await runLane(projects));
const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.reduce((sum, count) => sum + count.failed, 0);
// Beside their number, since what came before may have scrolled away.
for (const { words } of counts) for (const line of words) console.log(line);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);

async function runLane(projects: readonly string[]): Promise<Count> {
  const file = resolve(reports, `${projects.join('-')}.json`);
  await mkdir(reports, { recursive: true });
  await rm(file, { force: true });
  const { code } = await runCommand('node', [
    resolve(root, 'node_modules/vitest/vitest.mjs'),
    'run',
    '--passWithNoTests',
    ...projects.map((project) => `--project=${project}`),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...filters,
  ]);
  const report = await readFile(file, 'utf8').then(
    (text) => JSON.parse(text) as Report,
    () => undefined,
  );
  const lane = projects.join(' and ');
  if (!report)
    return { passed: 0, failed: code === 0 ? 0 : 1, words: [`${lane}: ended with ${code}, without a report`] };
  const failed = report.testResults.reduce((sum, result) => sum + failuresOf(result), 0);
  const words = report.testResults.flatMap(saidOf);
  // An error outside any test fails the run, and so must count as something.
  if (failed > 0 || code === 0) return { passed: report.numPassedTests, failed, words };
  return {
    passed: report.numPassedTests,
    failed: 1,
    words: [...words, `${lane}: an error outside any test, see above`],
  };
}

/** A line for each test that failed, or passed only when it was tried once more. */
function saidOf({ name, status, message, assertionResults }: TestFile): string[] {
  const file = relative(root, name);
  const said = assertionResults
    .filter((test) => test.status === 'failed' || test.failureMessages.length > 0)
    .map((test) => {
      const how = test.status === 'failed' ? 'FAILED' : 'passed only when tried again';
      return `${how}: ${file} > ${test.fullName}\n  ${test.failureMessages[0]?.split('\n').slice(0, 3).join('\n  ')}`;
    });
  return said.length === 0 && status === 'failed' ? [`FAILED: ${file}: ${message}`] : said;
}

/** A file that could not even be loaded has no failed test in it, but is a failure. */
function failuresOf({ status, assertionResults }: TestFile): number {
  const failed = assertionResults.filter((test) => test.status === 'failed').length;
  return failed === 0 && status === 'failed' ? 1 : failed;
}
