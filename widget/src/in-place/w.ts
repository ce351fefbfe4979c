import '../loader/loader.ts';
import { AT_MESSAGE } from '../channel.ts';
import { origin, workspaceId } from '../loader/settings.ts';
import { withoutMessage } from '../way-back/on-page.ts';
import { serveInPlace } from './serve-in-place.ts';

// The loader with what a site needs that hosts a worker of its own: notifications are asked for and shown in place.

// As in the loader: the page must not see an error of ours.
try {
  const script = document.querySelector<HTMLScriptElement>('[src*="/w.js"][data-worker]')?.dataset.worker;
  const { Everthread } = window;
  if (script && Everthread && origin) {
    const worker = new URL(script, location.href);
    serveInPlace(window, worker, workspaceId, Everthread);
    if (AT_MESSAGE.test(location.href)) {
      Everthread('open');
      // The messenger knows by then where it is to lead.
      Everthread('on', 'ready', () => history.replaceState(history.state, '', withoutMessage(location.href)));
    }
  }
} catch {}
