/// <reference types="@cloudflare/vitest-plugin/types" />

// What tests inside workerd import: the bindings of wrangler.toml, and the Worker's own doors.
declare namespace Cloudflare {
  interface Env extends Bindings {}
  interface GlobalProps {
    mainModule: typeof import('../src/worker.ts');
  }
}
type Bindings = import('../src/env.ts').Env;
