import { Component, type ComponentChildren } from 'preact';
import { LocaleContext } from '../locale.ts';
import { Button } from '../ui/button.tsx';
import { Placard } from '../ui/placard.tsx';

/** Where drawing fails, it says so and offers a way on, rather than leave a hole. The error still reaches the console. */
export class LastResort extends Component<{ children: ComponentChildren }, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static override getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override componentDidCatch(error: unknown) {
    reportError(error);
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children;
    return (
      <LocaleContext.Consumer>
        {({ strings: t }) => (
          <main class="h-full">
            <div class="h-full" role="alert">
              <Placard title={t.trouble.broken} hint={t.trouble.brokenHint}>
                <Button onClick={() => location.reload()}>{t.trouble.reload}</Button>
              </Placard>
            </div>
          </main>
        )}
      </LocaleContext.Consumer>
    );
  }
}
