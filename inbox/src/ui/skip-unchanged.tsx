import { Component, type FunctionComponent } from 'preact';

/** A view that is drawn anew only when something that it was given, or a signal that it reads, is another thing. */
export abstract class Unchanging<Props extends object> extends Component<Props> {
  override shouldComponentUpdate(after: Readonly<Props>, state: object): boolean {
    if (state !== this.state) return true; // signals ask for a drawing by setting it
    const before = this.props;
    for (const key in after) if (!Object.is(before[key], after[key])) return true;
    for (const key in before) if (!(key in after)) return true;
    return false;
  }
}

/** Makes such a view of one that may use hooks. */
export function skipUnchanged<Props extends object>(View: FunctionComponent<Props>) {
  return class extends Unchanging<Props> {
    render(props: Props) {
      return <View {...props} />;
    }
  };
}
