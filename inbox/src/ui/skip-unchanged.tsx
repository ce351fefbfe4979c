import { Component, type FunctionComponent } from 'preact';

/** The same view, drawn anew only when something that it was given is another thing. */
export function skipUnchanged<Props extends object>(View: FunctionComponent<Props>) {
  return class extends Component<Props> {
    override shouldComponentUpdate(after: Readonly<Props>): boolean {
      const before = this.props;
      for (const key in after) if (!Object.is(before[key], after[key])) return true;
      for (const key in before) if (!(key in after)) return true;
      return false;
    }
    render(props: Props) {
      return <View {...props} />;
    }
  };
}
