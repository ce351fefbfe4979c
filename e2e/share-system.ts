import type { TestProject } from 'vitest/node';
import { type System, startSystem } from './system.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    system: System;
  }
}

/** Vitest's global set-up: one running system for all end-to-end tests. Each test makes a workspace of its own. */
export default async function shareSystem(project: TestProject): Promise<() => Promise<void>> {
  const { system, stop } = await startSystem();
  project.provide('system', system);
  return stop;
}
