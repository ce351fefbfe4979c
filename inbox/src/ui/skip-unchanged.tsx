import { Component, type FunctionComponent } from 'preact';

/** The same view, drawn anew only when something that it was given is another thing. */
export function skipUnchanged<Props extends object>(View: FunctionComponent<Props>) {
  return class extends Component<Props> {
    override shouldComponentUpdate(after: Readonly<Props>): boolean {
      const before = this.props;
      const keys = new Set([...Object.keys(before), ...Object.keys(after)]) as Set<keyof Props>;
      return [...keys].some((key) => !Object.is(before[key], after[key]));
    }
    render(props: Props) {
      return <View {...props} />;
    }
  };
}
