import { expect, test } from 'vitest';
import { Unchanging } from './skip-unchanged.tsx';

class Row extends Unchanging<{ name: string }> {
  override state = {};
  render() {
    return this.props.name;
  }
}

test('a view is drawn anew when what it was given changes, and not otherwise', () => {
  const row = new Row({ name: 'Ada' });
  expect(row.shouldComponentUpdate({ name: 'Ada' }, row.state)).toBe(false);
  expect(row.shouldComponentUpdate({ name: 'Bo' }, row.state)).toBe(true);
});

test('a view is drawn anew when a signal that it reads changes, which sets its state to another object', () => {
  const row = new Row({ name: 'Ada' });
  expect(row.shouldComponentUpdate({ name: 'Ada' }, {})).toBe(true);
});
