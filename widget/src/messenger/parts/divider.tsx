import type { Row } from '../rows.ts';
import type { Speech } from '../words.ts';

type DividerRow = Extract<Row, { kind: 'divider' }>;

export function Divider({ row, speech, now }: { row: DividerRow; speech: Speech; now: Date }) {
  const words = [row.isTopic && speech.say('newTopic'), row.isDay && speech.day(row.at, now)];
  return <li class={`divider${row.isTopic ? ' topic' : ''}`}>{words.filter(Boolean).join(' · ')}</li>;
}
