import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import type { AccountApi } from './api/account-api.ts';
import type { DraftStores } from './draft-stores.ts';
import type { AccountModel } from './models/account-model.ts';
import type { NowModel } from './models/now-model.ts';
import type { ToastsModel } from './models/toasts-model.ts';
import type { UndoModel } from './models/undo-model.ts';
import type { Router } from './router.ts';
import type { SidebarPlace } from './screens/topics/sidebar-place.tsx';

/** What every screen may need. Made once in `main.tsx`. */
export type App = {
  router: Router;
  account: AccountModel;
  accountApi: AccountApi;
  toasts: ToastsModel;
  undo: UndoModel;
  now: NowModel;
  sidebar: SidebarPlace;
  draftStores: DraftStores;
};

const AppContext = createContext<App | undefined>(undefined);
export const AppProvider = AppContext.Provider;

export function useApp(): App {
  const app = useContext(AppContext);
  if (!app) throw new Error('A screen stands outside of AppProvider');
  return app;
}
