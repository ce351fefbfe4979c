import type { ComponentType } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { useStrings } from './locale.ts';
import { Button } from './ui/button.tsx';
import { Placard } from './ui/placard.tsx';

/** A screen whose code is fetched when it is first shown, so that the inbox itself comes sooner. */
export function later<Props extends object>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
  let Loaded: ComponentType<Props> | undefined;

  return function Later(props: Props) {
    const t = useStrings();
    const [state, setState] = useState<'loading' | 'ready' | 'failed'>(Loaded ? 'ready' : 'loading');
    useEffect(() => {
      if (Loaded) return;
      const show = (screen: ComponentType<Props>) => {
        Loaded = screen;
        setState('ready');
      };
      load().then(show, () => setState('failed'));
    }, []);

    if (Loaded) return <Loaded {...props} />;
    if (state === 'loading') return <main class="h-full" aria-busy="true" />;
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
