import type { Unsent, UnsentStore } from '@everthread/shared/client/outbox-queue';
import type { MessageId } from '@everthread/shared/models/ids';
import type { NewMessage } from '@everthread/shared/models/message';
import { FIRST_PLACE, type Kept, keyName, PLAIN, UNSENT } from '../channel.ts';
import type { Host } from './host.ts';

type Entry = { name: string; value: string; message: NewMessage; isFailed: boolean };

/**
 * What is not yet sent, in the host page's storage: one entry a message, which adds and goes without a list that tabs
 * would have to share. Entries of another key than the one in use are another person's, and are thrown away.
 */
export function hostStore(
  host: Pick<Host, 'store' | 'watch'>,
  workspaceId: string,
  alone: UnsentStore<NewMessage>['alone'],
): UnsentStore<NewMessage> {
  const prefix = keyName(workspaceId) + UNSENT;

  async function load(): Promise<readonly Entry[]> {
    const { kept, key } = await host.store();
    const entries = readEntries(kept, prefix);
    const mine = entries.filter(({ owner }) => !owner || !key || owner === key.slice(0, 8));
    for (const { name, value: was } of entries)
      if (!mine.some((other) => other.name === name)) void host.store({ name, was });
    return mine;
  }

  return {
    load: async () => (await load()).map(({ message: item, isFailed }): Unsent<NewMessage> => ({ item, isFailed })),
    async keep(message, isFailed) {
      const { kept, key } = await host.store();
      const entries = readEntries(kept, prefix);
      const held = entries.find((entry) => entry.message.id === message.id);
      const last = Number.parseInt(entries.at(-1)?.name.slice(prefix.length) ?? '', 10);
      const name = held?.name ?? `${prefix}${last + 1 || FIRST_PLACE}:${message.id}`;
      const { id: _id, ...rest } = message;
      const value = JSON.stringify({ ...rest, isFailed, owner: key?.slice(0, 8) });
      await host.store({ name, was: held?.value, value });
    },
    async drop({ id }) {
      const { kept } = await host.store();
      for (const { name, value: was, message } of readEntries(kept, prefix))
        if (message.id === id) await host.store({ name, was });
    },
    watch: host.watch,
    alone,
  };
}

function readEntries(kept: Kept, prefix: string): (Entry & { owner: string | undefined })[] {
  return Object.keys(kept)
    .filter((name) => name.startsWith(prefix))
    .sort()
    .flatMap((name) => {
      const value = kept[name] ?? '';
      const id = name.split(':').at(-1) as MessageId;
      if (value.startsWith(PLAIN)) {
        const message = { id, text: value.slice(PLAIN.length) };
        return [{ name, value, message, isFailed: false, owner: undefined }];
      }
      try {
        const { isFailed, owner, ...rest } = JSON.parse(value);
        return typeof rest.text === 'string'
          ? [{ name, value, message: { ...rest, id }, isFailed: !!isFailed, owner }]
          : [];
      } catch {
        return []; // somebody else's, under our name
      }
    });
}
