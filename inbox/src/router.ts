import { type ReadonlySignal, signal } from '@preact/signals';
import { pathOf, type Route, routeOf } from './routes.ts';

export type Router = {
  route: ReadonlySignal<Route>;
  go(to: Route | string, how?: 'push' | 'replace'): void;
  /** Stops listening. */
  end(): void;
};

/** Keeps the route in step with the address bar, and follows the inbox's own links without loading a page. */
export function createRouter(page: Window): Router {
  const { location, history, document } = page;
  const route = signal<Route>(routeOf(location.pathname, location.search));
  const ends = new AbortController();

  function show({ pathname, search }: Pick<URL, 'pathname' | 'search'>): void {
    const next = routeOf(pathname, search);
    if (pathOf(next) !== pathOf(route.peek()) || next.name !== route.peek().name) route.value = next;
  }

  function go(to: Route | string, how: 'push' | 'replace' = 'push'): void {
    const url = new URL(typeof to === 'string' ? to : pathOf(to), location.href);
    if (url.href === location.href) return;
    history[how === 'push' ? 'pushState' : 'replaceState'](null, '', url);
    show(url);
  }

  page.addEventListener('popstate', () => show(location), { signal: ends.signal });
  document.addEventListener(
    'click',
    (event) => {
      const link = event.target instanceof Element ? event.target.closest('a') : null;
      if (!link || event.defaultPrevented || event.button !== 0 || hasModifier(event)) return;
      const url = new URL(link.href, location.href);
      if (link.target || url.origin !== location.origin || !/^\/inbox(\/|$)/.test(url.pathname)) return;
      event.preventDefault();
      go(url.href);
    },
    { signal: ends.signal },
  );

  return { route, go, end: () => ends.abort() };
}

const hasModifier = (event: MouseEvent) => event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
