import type { MessageId } from '@everthread/shared/models/ids';
import type { TeamMessage } from '@everthread/shared/models/message';
import { createCall } from '../../api/call.ts';
import { createHelpApi, type HelpApi } from '../../api/help-api.ts';
import type { App } from '../../app-context.ts';
import { enAgentHelp } from '../../locales/en-agent-help.ts';
import { HelpModel } from '../../models/help-model.ts';
import type { ThreadModel } from '../../models/thread-model.ts';
import { type Translation, translations } from './help-open.ts';

type Where = { app: Pick<App, 'account'>; thread: ThreadModel };
type Help = { api: HelpApi; model: HelpModel };

const known = new WeakMap<ThreadModel, Help>();

/** One for a thread, as long as it is held. */
export function helpOf({ app: { account }, thread }: Where): Help {
  const there = known.get(thread);
  if (there) return there;
  const fetch = window.fetch.bind(window);
  const api = createHelpApi(createCall(fetch, account.turnAway), fetch, thread.path());
  const made = { api, model: new HelpModel(api) };
  known.set(thread, made);
  return made;
}

/** Shows a message in the agent's language, its own words a click away. What was translated already is not asked again. */
export async function translateMessage(where: Where, { id, text }: TeamMessage, to: string): Promise<void> {
  const before = translations.peek().get(id);
  if (before?.of === text && before.state !== 'failed') return;
  const put = (next: Omit<Translation, 'of'>) => keep(id, { of: text, ...next });
  let so = '';
  put({ state: 'writing', text: so });
  try {
    const last = await helpOf(where).api.ask(
      { do: 'read', messageId: id, to },
      new AbortController().signal,
      (more) => {
        so += more;
        put({ state: 'writing', text: so });
      },
    );
    if (last.kind === 'done') put({ state: 'done', text: last.text });
    else put({ state: 'failed', text: '', trouble: enAgentHelp.troubles[last.trouble] });
  } catch {
    put({ state: 'failed', text: '', trouble: enAgentHelp.troubles.offline });
  }
}

const keep = (id: MessageId, translation: Translation) => {
  translations.value = new Map(translations.peek()).set(id, translation);
};
