import { Component, type FunctionComponent } from 'preact';

/** The same view, not drawn anew while what it shows is the same: a long thread must not slow down its composer. */
export function skipUnchanged<Props extends object>(
  View: FunctionComponent<Props>,
  isSame: (before: Props, after: Props) => boolean,
) {
  return class extends Component<Props> {
    override shouldComponentUpdate(after: Props): boolean {
      return !isSame(this.props, after);
    }
    render(props: Props) {
      return <View {...props} />;
    }
  };
}
