import type { InboxModel } from '../models/inbox-model.ts';
import { firstList } from '../topics-route.ts';
import type { CommandGroup } from './command.ts';
import { useCommands } from './use-commands.tsx';

const ASIDE: readonly CommandGroup[] = ['go', 'app'];

/** On a screen beside the inbox: what leads elsewhere and what is the whole inbox's, by key and by name. */
export function useCommandsAside(inbox: InboxModel) {
  const route = firstList(inbox.workspaceId.value);
  return useCommands({ inbox, route, topic: undefined, setStatus() {}, groups: ASIDE }).layer;
}
