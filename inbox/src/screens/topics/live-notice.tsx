import type { LiveState } from '@everthread/shared/client/live-connection';
import type { ReadonlySignal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import { useStrings } from '../../locale.ts';
import type { Strings } from '../../locales/en.ts';

const MATTERS_AFTER_MS = 4_000;
const TRIES_UNTIL_BLAMED = 3; // before that it may be the server's fault

/** Says that news does not come, once it has lasted long enough to matter. */
export function LiveNotice({ live }: { live: ReadonlySignal<LiveState> }) {
  const state = live.value;
  const t = useStrings();
  const isOnline = useIsOnline();
  const isBroken = !isOnline || state.name === 'waiting' || (state.name === 'connecting' && state.attempt > 1);
  const [isLong, setLong] = useState(false);
  useEffect(() => {
    setLong(false);
    if (!isBroken) return;
    const timer = setTimeout(() => setLong(true), MATTERS_AFTER_MS);
    return () => clearTimeout(timer);
  }, [isBroken]);

  const text = isBroken && !isLong ? undefined : isOnline ? noticeFor(state, t) : t.live.offline;
  return (
    <div role="status">
      {text && (
        <p class="flex items-center justify-center gap-3 bg-note px-4 py-1.5 text-note-ink">
          {text}
          {state.name === 'refused' && (
            <button type="button" class="font-semibold underline" onClick={() => location.reload()}>
              {t.trouble.reload}
            </button>
          )}
        </p>
      )}
    </div>
  );
}

function noticeFor(state: LiveState, t: Strings): string | undefined {
  switch (state.name) {
    case 'open':
      return undefined;
    case 'connecting':
      return state.attempt > 1 ? waitingFor(state, t) : undefined;
    case 'waiting':
      return waitingFor(state, t);
    case 'refused':
      // Who is signed out is at the sign-in by now: this is somebody whose workspace it is no longer.
      return state.reason === 'client_too_old' ? t.live.tooOld : t.live.shutOut;
    default:
      return state satisfies never;
  }
}

const waitingFor = ({ attempt, isReached }: { attempt: number; isReached: boolean }, t: Strings) =>
  isReached && attempt > TRIES_UNTIL_BLAMED ? t.live.alone : t.live.waiting;

function useIsOnline(): boolean {
  const [isOnline, setOnline] = useState(navigator.onLine);
  useEffect(() => {
    const ends = new AbortController();
    for (const type of ['online', 'offline']) {
      addEventListener(type, () => setOnline(navigator.onLine), { signal: ends.signal });
    }
    return () => ends.abort();
  }, []);
  return isOnline;
}
