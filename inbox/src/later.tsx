import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useStrings } from './locale.ts';
import { isPartLost } from './lost-parts.ts';
import { Button } from './ui/button.tsx';
import { Placard } from './ui/placard.tsx';
import { whenReachable } from './when-reachable.ts';

type Loaded<Props> = { state: 'loading' | 'away' | 'failed' } | { state: 'ready'; Component: ComponentType<Props> };

/** A screen whose code is fetched when it is first shown, so that the inbox itself comes sooner. */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  const useLoaded = loader(load);
  return function Later(props: Props) {
    const t = useStrings();
    const loaded = useLoaded();
    if (loaded.state === 'ready') return <loaded.Component {...props} />;
    if (loaded.state !== 'failed') return <main class="h-full" aria-busy="true" />;
    // Nothing but a reload helps: after a new version the old one's files are gone.
    return (
      <main class="h-full">
        <Placard title={t.trouble.page}>
          <Button onClick={() => location.reload()}>{t.tryAgain}</Button>
        </Placard>
      </main>
    );
  };
}

/**
 * Likewise for a part of a screen. Until its code is here there is nothing in its place; if it cannot be fetched, `App` says so.
 * `onLost` lets whoever waits for it go on, also where it comes with the network only.
 */
export function laterPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props & { onLost?: () => void }> {
  const useLoaded = loader(load);
  return function LaterPart(props: Props & { onLost?: () => void }) {
    const loaded = useLoaded();
    const { state } = loaded;
    useEffect(() => {
      if (state === 'failed') isPartLost.value = true;
      if (state === 'failed' || state === 'away') props.onLost?.();
    }, [state]);
    return loaded.state === 'ready' ? <loaded.Component {...props} /> : null;
  };
}

/** Only what the first picture wears comes with the page. */
const dressed = async () => (await import('./all-styles.ts')).wearAllStyles(document);

function loader<Props extends object>(load: () => Promise<ComponentType<Props>>): () => Loaded<Props> {
  let kept: Loaded<Props> = { state: 'loading' };
  return function useLoaded() {
    const [loaded, setLoaded] = useState<Loaded<Props>>(kept);
    useEffect(() => {
      if (kept.state === 'ready') return setLoaded(kept);
      const reachable = whenReachable(window);
      if (reachable) setLoaded({ state: 'away' });
      Promise.resolve(reachable)
        .then(() => Promise.all([load(), dressed()]))
        .then(
          ([Component]) => {
            kept = { state: 'ready', Component };
            setLoaded(kept);
          },
          () => setLoaded({ state: 'failed' }),
        );
    }, []);
    return loaded;
  };
}
