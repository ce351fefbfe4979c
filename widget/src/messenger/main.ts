import { realClock } from '@everthread/shared/client/clock';
import { connectLive } from '@everthread/shared/client/live-connection';
import type { Chance } from '@everthread/shared/client/message-id';
import { watchPage } from '@everthread/shared/client/page-events';
import type { WorkspaceId } from '@everthread/shared/models/ids';
import { effect } from '@preact/signals';
import { createApi } from './api.ts';
import { connectHost } from './host.ts';
import { browserLanguage, chooseLanguage, loadWords } from './language.ts';
import { mountMessenger } from './messenger.tsx';
import { ComposerModel } from './models/composer-model.ts';
import { FilesModel } from './models/files-model.ts';
import { ThreadModel } from './models/thread-model.ts';
import { requester } from './request.ts';
import { readTeam } from './team.ts';
import { whereaboutsOf } from './whereabouts.ts';
import { speak } from './words.ts';

const query = new URLSearchParams(location.search);
const page = document.documentElement;
const host = connectHost(window);
const language = chooseLanguage([query.get('language') ?? '', ...navigator.languages]);

const api = createApi(
  requester((...request) => fetch(...request)),
  (query.get('workspace') ?? '') as WorkspaceId,
);
const chance: Chance = (bytes) => crypto.getRandomValues(bytes);

const thread = new ThreadModel({
  api,
  host,
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
});
const files = new FilesModel({
  links: async (ids) => api.links(await thread.threadForFiles(), ids),
  clock: realClock,
  random: Math.random,
});
const composer = new ComposerModel(thread);

async function addFiles(picked: readonly File[]): Promise<void> {
  const { addFiles: add } = await import('./models/add-files.ts');
  add({ api, thread, composer, files, clock: realClock, random: Math.random, chance }, picked);
}

page.lang = language.base;
page.dir = language.direction;
effect(() => {
  const { value } = host.color;
  if (value && CSS.supports('color', value)) page.style.setProperty('--accent', value);
});

void loadWords(language.base).then((words) => {
  const root = document.querySelector('#messenger');
  document.title = words.title;
  if (root) {
    mountMessenger(root, {
      thread,
      composer,
      files,
      addFiles: (picked) => void addFiles(picked),
      team: readTeam(document),
      host,
      speech: speak(words, language.tag),
      now: () => new Date(),
    });
  }
});
