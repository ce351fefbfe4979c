import { mkdir, readFile, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { runCommand } from './run-command.ts';

type Count = { passed: number; failed: number };
type Report = {
  numPassedTests: number;
  testResults: { status: string; assertionResults: { status: string }[] }[];
};

const reports = resolve(import.meta.dirname, '../.build/test');
// The browser’s lane runs alone: it waits for what takes its time, and should not have to share the processor.
const lanes = [['node', 'workers'], ['e2e']];
const filters = process.argv.slice(2);

const counts: Count[] = [];
for (const projects of lanes) counts.push(await runLane(projects));
const passed = counts.reduce((sum, count) => sum + count.passed, 0);
const failed = counts.reduce((sum, count) => sum + count.failed, 0);
console.log(`\n${passed} passed, ${failed} failed`);
process.exit(failed > 0 || passed === 0 ? 1 : 0);

async function runLane(projects: readonly string[]): Promise<Count> {
  const file = resolve(reports, `${projects.join('-')}.json`);
  await mkdir(reports, { recursive: true });
  await rm(file, { force: true });
  const { code } = await runCommand('node', [
    resolve(import.meta.dirname, '../node_modules/vitest/vitest.mjs'),
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
  if (!report) return { passed: 0, failed: code === 0 ? 0 : 1 };
  const failed = report.testResults.reduce((sum, result) => sum + failuresOf(result), 0);
  // An error outside any test fails the run, and so must count as something.
  return { passed: report.numPassedTests, failed: failed === 0 && code !== 0 ? 1 : failed };
}

/** A file that could not even be loaded has no failed test in it, but is a failure. */
function failuresOf({ status, assertionResults }: Report['testResults'][number]): number {
  const failed = assertionResults.filter((test) => test.status === 'failed').length;
  return failed === 0 && status === 'failed' ? 1 : failed;
}
