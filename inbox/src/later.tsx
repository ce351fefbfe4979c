import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useStrings } from './locale.ts';
import { isPartLost } from './lost-parts.ts';
import { Button } from './ui/button.tsx';
import { Placard } from './ui/placard.tsx';
import { whenReachable } from './when-reachable.ts';

type Loaded<Props> =
  | { state: 'loading' | 'failed' }
  | { state: 'away'; knock: () => Promise<void> } // comes with the network
  | { state: 'ready'; Component: ComponentType<Props> };

/** What stands around a screen, or around what is shown within one, while its code is not here. */
type Place = 'main' | 'div';

/** A screen, or the content of one, whose code is fetched when it is first shown, so that the inbox itself comes sooner. */
export function later<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Place: Place = 'main',
): ComponentType<Props> {
  const useLoaded = loader(load);
  return function Later(props: Props) {
    const t = useStrings();
    const loaded = useLoaded();
    if (loaded.state === 'ready') return <loaded.Component {...props} />;
    if (loaded.state === 'loading') return <Place class="h-full" aria-busy="true" />;
    if (loaded.state === 'away') return <Away knock={loaded.knock} Place={Place} />;
    // Nothing but a reload helps: after a new version the old one's files are gone.
    return (
      <Place class="h-full">
        <Placard title={t.trouble.page}>
          <Button onClick={() => location.reload()}>{t.tryAgain}</Button>
        </Placard>
      </Place>
    );
  };
}

/** Goes on by itself once the network is back; who presses is told that it is not. */
function Away({ knock, Place }: { knock: () => Promise<void>; Place: Place }) {
  const t = useStrings();
  const [hasTried, setTried] = useState(false);
  const [isTrying, setTrying] = useState(false);
  const tryAgain = () => {
    setTrying(true);
    void knock().then(() => {
      setTrying(false);
      setTried(true);
    });
  };
  return (
    <Place class="h-full" aria-busy={isTrying}>
      <Placard title={t.trouble.page} hint={t.trouble.offline}>
        <Button aria-disabled={isTrying} onClick={tryAgain}>
          {t.tryAgain}
        </Button>
      </Placard>
      <p role="status" class="sr-only">
        {hasTried && !isTrying && t.trouble.offline}
      </p>
    </Place>
  );
}

/**
 * Likewise for a part of a screen. Until its code is here there is `Meanwhile`, or nothing, in its place; if it cannot be
 * fetched, `App` says so.
 * `onLost` lets whoever waits for it go on, also where it comes with the network only.
 */
export function laterPart<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
  Meanwhile?: ComponentType<Props>,
): ComponentType<Props & { onLost?: () => void }> {
  const useLoaded = loader(load);
  return function LaterPart(props: Props & { onLost?: () => void }) {
    const loaded = useLoaded();
    const { state } = loaded;
    useEffect(() => {
      if (state === 'failed') isPartLost.value = true;
      if (state === 'failed' || state === 'away') props.onLost?.();
    }, [state]);
    const Shown = loaded.state === 'ready' ? loaded.Component : Meanwhile;
    return Shown ? <Shown {...props} /> : null;
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
      if (reachable) setLoaded({ state: 'away', knock: reachable.knock });
      Promise.resolve(reachable?.when)
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
