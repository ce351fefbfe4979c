import type { Clock } from '@everthread/shared/client/clock';
import type { ImportId } from '@everthread/shared/models/ids';
import type { NewSiteImport, SiteImport } from '@everthread/shared/models/site-import';
import { createModel, signal } from '@preact/signals';

const LOOK_AGAIN_MS = 2_000;

/** What an agent may do with imports of sites. */
export type SiteImportApi = {
  list(): Promise<readonly SiteImport[]>;
  begin(wanted: NewSiteImport): Promise<SiteImport>;
  stop(id: ImportId): Promise<SiteImport>;
};

/** The imports of sites, newest first, looked at again as long as one runs. */
export const SiteImportModel = createModel((api: SiteImportApi, clock: Clock, newId: () => string) => {
  const imports = signal<readonly SiteImport[] | undefined>(undefined);
  const hasFailed = signal(false);
  let endWait = () => {};
  let isOver = false;
  let asked = 0; // only the last answer counts, and looks again

  async function load(): Promise<void> {
    asked += 1;
    const question = asked;
    endWait();
    const listed = await api.list().catch(() => undefined);
    if (question !== asked) return;
    if (listed) imports.value = listed;
    hasFailed.value = !listed;
    const isRunning = imports.peek()?.some(({ state }) => state === 'running');
    if (isRunning && !isOver) endWait = clock.after(LOOK_AGAIN_MS, () => void load());
  }

  return {
    imports,
    hasFailed,
    load,
    async begin(url: string): Promise<void> {
      await api.begin({ id: newId() as ImportId, url });
      await load();
    },
    async stop(id: ImportId): Promise<void> {
      await api.stop(id);
      await load();
    },
    end(): void {
      isOver = true;
      endWait();
    },
  };
});
export type SiteImportModel = InstanceType<typeof SiteImportModel>;
