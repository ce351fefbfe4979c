import { useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { useApp } from '../app-context.ts';
import { laterPart } from '../later.tsx';
import { useStrings } from '../locale.ts';
import { ahead, COMPOSER_ID } from '../screens/thread/composer-id.ts';
import { goTo, neighbour } from '../screens/topics/neighbour.ts';
import { commonTopic } from '../screens/topics/selected-topic.ts';
import type { CommandContext, Overlay } from './command.ts';
import { placeOf } from './keys.ts';
import { typedAhead } from './typed-ahead.ts';
import { useKeys } from './use-keys.ts';

const around = () => import('./around-the-commands.ts');
const ShortcutsHelp = laterPart(async () => (await around()).ShortcutsHelp);
const Palette = laterPart(async () => (await around()).Palette);
const SearchScreen = laterPart(async () => (await around()).SearchScreen);

type Here = Pick<CommandContext, 'inbox' | 'route' | 'topic' | 'setStatus' | 'groups'>;

/** The commands of the screen that one is on: by key, and by whatever `show` lays over it. */
export function useCommands(here: Here) {
  const app = useApp();
  const t = useStrings();
  const [overlay, setOverlay] = useState<Overlay>();
  // Known at once, not with the next picture: a quick hand is faster.
  const isCovered = useRef(false);
  const { typed, show, close } = useMemo(() => {
    const typed = typedAhead();
    const lay = (next: Overlay | undefined) => {
      typed.begin(document.activeElement);
      isCovered.current = next !== undefined;
      setOverlay(next);
    };
    return { typed, show: (next: Overlay) => lay(next), close: () => lay(undefined) };
  }, []);
  useEffect(() => {
    const ends = new AbortController();
    const onKeyDown = (event: KeyboardEvent) => {
      if (!isCovered.current || document.querySelector('dialog[open]')) return;
      typed.hear(event, placeOf(event.target) === 'text', () => void (ahead.take ? ahead.take() : close()));
    };
    document.addEventListener('keydown', onKeyDown, { signal: ends.signal, capture: true });
    return () => ends.abort();
  }, []);
  function toComposer(): void {
    const field = document.getElementById(COMPOSER_ID);
    field?.focus();
    const state = here.inbox.current.peek()?.state.peek();
    if (field || ahead.isLost || (state !== 'loading' && state !== 'ready')) return;
    typed.begin(document.activeElement);
    isCovered.current = true;
    ahead.take = () => {
      ahead.take = undefined;
      isCovered.current = false;
      return typed.take();
    };
  }
  // In another thread nobody waits for it any more.
  useLayoutEffect(
    () => () => {
      ahead.take?.();
    },
    [here.route.shown?.threadId],
  );
  // What is done is done to all that are chosen, if any are.
  const common = commonTopic(here.inbox.selection.topics.value);
  const context: CommandContext = {
    ...here,
    ...(common && { topic: common }),
    app,
    t,
    workspaceId: here.route.workspaceId,
    move: (step) => goTo(neighbour(here.inbox, step), app.router, here.route),
    show,
    toComposer,
  };
  useKeys(context, isCovered);
  const layer = overlay && <Layer overlay={overlay} context={context} typedAhead={typed.take} onClose={close} />;
  return { show, layer };
}

type LayerProps = { overlay: Overlay; context: CommandContext; typedAhead: () => string; onClose: () => void };

function Layer({ overlay, context, typedAhead, onClose }: LayerProps) {
  function onLost(): void {
    onClose();
    if (!navigator.onLine) context.app.toasts.show({ tone: 'trouble', text: context.t.trouble.offline });
  }
  const ends = { onClose, onLost };
  switch (overlay.name) {
    case 'help':
      return <ShortcutsHelp {...ends} />;
    case 'palette':
      return <Palette commandId={overlay.commandId} context={context} typedAhead={typedAhead} {...ends} />;
    case 'search':
      return <SearchScreen text={overlay.text} context={context} typedAhead={typedAhead} {...ends} />;
    default:
      return overlay satisfies never;
  }
}
