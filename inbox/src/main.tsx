import { realClock } from '@everthread/shared/client/clock';
import { newMessageId } from '@everthread/shared/client/message-id';
import { render } from 'preact';
import { createAccountApi } from './api/account-api.ts';
import { askEarly } from './api/ask-early.ts';
import { createCall } from './api/call.ts';
import { App } from './app.tsx';
import { AppProvider } from './app-context.ts';
import { connectTeam } from './connect-team.ts';
import { draftStores } from './draft-stores.ts';
import { errorWords } from './error-words.ts';
import { fetchBehind, nextPicture } from './first-picture.ts';
import { findFirstKept } from './kept/first-kept.ts';
import { keepAccount } from './kept/keep-account.ts';
import { LocaleProvider, loadLocale } from './locale.ts';
import { AccountModel } from './models/account-model.ts';
import { NowModel } from './models/now-model.ts';
import { ToastsModel } from './models/toasts-model.ts';
import { UndoModel } from './models/undo-model.ts';
import { createOpenInbox } from './open-inbox.ts';
import { createRouter } from './router.ts';
import { LastResort } from './screens/last-resort.tsx';
import { sidebarPlace } from './screens/topics/sidebar-place.tsx';
import { fetchOnce, storeFirst, storeOnce } from './take-early.ts';
import { watchAttention } from './watch-attention.ts';
import './styles.css';

/** Where a browser is slower than this to say what it has kept, nobody waits for it. */
const FIND_WITHIN_MS = 500;

/** Puts the inbox on a page. Returns its undo. */
async function mountInbox(root: Element): Promise<() => void> {
  const locale = await loadLocale(navigator.languages);
  document.documentElement.lang = locale.language;
  document.documentElement.dir = locale.direction;

  const router = createRouter(window);
  const early = window.everthreadEarly;
  const findingFirst = Promise.race([
    findFirstKept(storeFirst(early), router.route.peek(), realClock.now),
    new Promise<undefined>((resolve) => setTimeout(resolve, FIND_WITHIN_MS)),
  ]);
  const picture = findingFirst.then((first) => first && nextPicture(window));
  const fetch = fetchBehind(fetchOnce(window.fetch.bind(window), early), picture);
  const ask = createCall(fetch, () => account.turnAway());
  const call = askEarly(ask, router.route.peek(), realClock.now);
  const accountApi = createAccountApi(
    call,
    createCall(fetch, () => {}),
  );
  const account = new AccountModel(accountApi);
  const toasts = new ToastsModel(realClock);
  const { strings: t } = locale;
  const undo = new UndoModel(toasts, {
    undo: t.undo.undo,
    undone: t.undo.undone,
    refused: (error) => `${t.undo.refused}. ${errorWords(error, t)}`,
  });
  const now = new NowModel(realClock);
  const sidebar = sidebarPlace(storageOf(window));
  const attention = watchAttention(window);
  const kept = draftStores(window);
  const store = storeOnce(early);
  const endKeeping = keepAccount(account, store);
  void account.load();
  const first = await findingFirst;
  const inboxes = createOpenInbox(call, account, {
    store,
    first,
    clock: realClock,
    random: Math.random,
    newId: () => newMessageId((bytes) => crypto.getRandomValues(bytes)),
    connect: connectTeam(window, realClock, early),
    isWatched: attention.isWatched,
    draftStores: kept,
  });
  render(
    <LocaleProvider value={locale}>
      <AppProvider value={{ router, account, accountApi, toasts, undo, now, sidebar, draftStores: kept }}>
        <LastResort>
          <App openInbox={inboxes.open} />
        </LastResort>
      </AppProvider>
    </LocaleProvider>,
    root,
  );

  return () => {
    render(null, root);
    inboxes.end();
    endKeeping();
    attention.end();
    router.end();
    now[Symbol.dispose]();
  };
}

/** The page's own storage, if it may have one. */
function storageOf(page: Window): Storage | undefined {
  try {
    return page.localStorage;
  } catch {
    return undefined;
  }
}

const root = document.querySelector('#inbox');
if (root) void mountInbox(root);
