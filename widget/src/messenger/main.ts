import { realClock } from '@everthread/shared/client/clock';
import { connectLive } from '@everthread/shared/client/live-connection';
import { type Chance, newUuid } from '@everthread/shared/client/message-id';
import { watchPage } from '@everthread/shared/client/page-events';
import type { WorkspaceId } from '@everthread/shared/models/ids';
import { computed, effect, signal } from '@preact/signals';
import { aloneIn } from './alone.ts';
import { createApi } from './api.ts';
import { isPartLost } from './ask-again.ts';
import { browserLanguage, canonicalLanguage } from './canonical-language.ts';
import { afterEarly } from './early.ts';
import { takeOverDraft } from './hand-over.ts';
import { readHelp } from './help.ts';
import { connectHost } from './host.ts';
import { hostStore } from './host-store.ts';
import { chooseLanguage, loadWords } from './language.ts';
import { logOutOf } from './log-out.ts';
import { mountMessenger } from './messenger.tsx';
import { ComposerModel } from './models/composer-model.ts';
import { FilesModel } from './models/files-model.ts';
import { ThreadModel } from './models/thread-model.ts';
import { readOutlook } from './outlook.ts';
import { laterConversation } from './parts/later-conversation.ts';
import { ways } from './parts/way-back.tsx';
import { proofOf } from './proof.ts';
import { requester } from './request.ts';
import { serverTime } from './server-time.ts';
import { readTeam } from './team.ts';
import { whereaboutsOf } from './whereabouts.ts';
import { type Speech, speak } from './words.ts';

const query = new URLSearchParams(location.search);
const page = document.documentElement;
const workspaceId = (query.get('workspace') ?? '') as WorkspaceId;
const host = connectHost(window, workspaceId, window.early);
const wanted = computed(() => canonicalLanguage(host.language.value ?? query.get('language') ?? window.name) ?? '');
const language = computed(() => chooseLanguage([wanted.value, ...navigator.languages]));
const chance: Chance = (bytes) => crypto.getRandomValues(bytes);
const speech = signal<Speech | undefined>(undefined);
const time = serverTime(
  () => Date.now(),
  () => performance.now(),
);
const unread = signal(0);
// Until then the loader's own composer is before ours.
const hasComposer = signal(host.isAlone);

const api = createApi(
  requester(
    afterEarly(window.early, (...request) => fetch(...request)),
    time.note,
  ),
  workspaceId,
  proofOf(host, realClock),
);

const thread = new ThreadModel({
  api,
  host: {
    ...host,
    unread: (count) => {
      unread.value = count;
    },
  },
  store: hostStore(
    host,
    workspaceId,
    aloneIn(host, workspaceId, { locks: navigator.locks, clock: realClock, me: newUuid(chance) }),
  ),
  connect: (options) =>
    connectLive({
      ...options,
      url: `${location.origin.replace('http', 'ws')}/live`,
      openSocket: (url, protocols) => new WebSocket(url, protocols),
      watchPage: watchPage(window),
      clock: realClock,
      random: Math.random,
    }),
  where: (told) =>
    whereaboutsOf(told, browserLanguage(navigator.languages), Intl.DateTimeFormat().resolvedOptions().timeZone),
  watchPage: watchPage(window),
  clock: realClock,
  random: Math.random,
  chance,
  outlook: readOutlook(document),
  now: () => time.now().getTime(),
});
const files = new FilesModel({
  links: async (ids) => api.links(await thread.threadForFiles(), ids),
  clock: realClock,
  random: Math.random,
});
const composer = new ComposerModel(thread);
// Who has a key has a conversation: what draws it comes beside it.
void host.store().then(({ key, page: around }) => {
  if (key) laterConversation.want();
  if (!around?.url.includes('everthread=')) return;
  ways.want();
  effect(() => ways.value?.showNamed(around.url, thread));
});

const adding = () => import('./models/add-files.ts');
async function addFiles(picked: readonly File[]): Promise<void> {
  const { addFiles: add } = await adding();
  add({ api, thread, composer, files, clock: realClock, random: Math.random, chance }, picked);
}

// A messenger whose files are gone begins anew as one of today, where nothing would be lost: unseen, or for want of what shows messages.
effect(() => {
  const isIdle = composer.draft.value === '' && composer.files.value.length === 0;
  const isBare = thread.phase.value.name === 'ready' && !laterConversation.value;
  if (isPartLost.value && isIdle && (isBare || !host.isOpen.value)) host.restart();
});
effect(() => logOutOf(host.claim.value?.forget, api, realClock));
effect(() => {
  const count = unread.value;
  const { value } = speech;
  host.unread(count, value && count > 0 ? `${value.say('title')}: ${value.count('news', count)}` : undefined);
});
effect(() => {
  const { value } = host.color;
  if (value && CSS.supports('color', value)) page.style.setProperty('--accent', value);
});

let end = () => {};

async function draw(): Promise<void> {
  const { base, tag, direction } = language.value;
  const words = await loadWords(base);
  const root = document.querySelector('#messenger');
  if (!root || base !== language.peek().base) return;
  end();
  page.lang = base;
  page.dir = direction;
  document.title = words.title;
  speech.value = speak(words, tag);
  end = mountMessenger(root, {
    thread,
    composer,
    files,
    addFiles: (picked) => void composer.expectFiles(() => addFiles(picked)).catch(thread.noteTrouble),
    team: readTeam(document),
    host: { isOpen: computed(() => host.isOpen.value && hasComposer.value), close: host.close },
    speech: speech.value,
    now: time.now,
    help: { articles: readHelp(document, wanted.value), api },
  });
  if (hasComposer.peek()) return;
  page.classList.add('covered');
  takeOverDraft(host, composer, () => {
    hasComposer.value = true;
    page.classList.remove('covered');
    return document.querySelector('textarea');
  });
}

let isDrawn: string | undefined;
effect(() => {
  const { base } = language.value;
  if (base !== isDrawn) void draw();
  isDrawn = base;
});
