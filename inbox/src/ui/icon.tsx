import { Drawing, FIRST_PATHS } from './first-icon.tsx';

const PATHS = {
  ...FIRST_PATHS,
  reopen: 'M3.5 8a4.5 4.5 0 1 0 1.6-3.4M5.5 2v3h3',
  person: 'M8 8a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5ZM3.5 13.5c.5-2.4 2.3-3.5 4.5-3.5s4 1.1 4.5 3.5',
  lock: 'M5 7.5V5.5a3 3 0 0 1 6 0v2M4 7.5h8v5.5H4Z',
  verified:
    'm5.5 8 1.8 1.8L10.8 6.2M8 2.2l1.6 1.2 2-.1.5 1.9 1.6 1.1-.7 1.8.7 1.8-1.6 1.1-.5 1.9-2-.1L8 14l-1.6-1.2-2 .1-.5-1.9-1.6-1.1.7-1.8-.7-1.8 1.6-1.1.5-1.9 2 .1Z',
  unproven:
    'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM6.3 6.3c.2-1 .9-1.5 1.8-1.5 1 0 1.7.6 1.7 1.5 0 1.3-1.8 1.3-1.8 2.6M8 11.2v.1',
  copy: 'M6 6h7v7H6ZM10 6V3H3v7h3',
  plus: 'M8 3.5v9M3.5 8h9',
  clip: 'm12.8 7.4-5.2 5.2a3 3 0 0 1-4.2-4.2l5.6-5.6a2 2 0 0 1 2.8 2.8L6.4 11a1 1 0 0 1-1.4-1.4l4.9-4.9',
  file: 'M4 2.5h5L12 5.5v8H4ZM9 2.5v3h3',
  download: 'M8 2.5v7.5m-3-3 3 3 3-3M3 13h10',
  quote: 'M6.5 4.5 3 8l3.5 3.5M3 8h6.5a3.5 3.5 0 0 1 3.5 3.5v1',
  more: 'M3.5 8h.01M8 8h.01M12.5 8h.01',
  link: 'M6.8 9.2a2.5 2.5 0 0 0 3.6 0l2-2a2.5 2.5 0 0 0-3.6-3.6l-.6.6M9.2 6.8a2.5 2.5 0 0 0-3.6 0l-2 2a2.5 2.5 0 0 0 3.6 3.6l.6-.6',
  pencil: 'm10.5 3.5 2 2L5.5 12.5 3 13l.5-2.5Z',
  bin: 'M3 4.5h10M6.5 4.5v-2h3v2M4.5 4.5l.5 9h6l.5-9',
  eye: 'M1.8 8S4 3.8 8 3.8 14.2 8 14.2 8 12 12.2 8 12.2 1.8 8 1.8 8ZM8 9.8a1.8 1.8 0 1 0 0-3.6 1.8 1.8 0 0 0 0 3.6Z',
  tag: 'M8.7 2.5h4.8v4.8L7.6 13.2a1.2 1.2 0 0 1-1.7 0L2.8 10.1a1.2 1.2 0 0 1 0-1.7ZM11 5v.01',
  bars: 'M4 12.5v-3M8 12.5v-6M12 12.5v-9',
} as const;

export type IconName = keyof typeof PATHS;

/** A drawing of what is not there from the first moment; what is takes `FirstIcon`. */
export function Icon({ name, class: extra }: { name: IconName; class?: string }) {
  return <Drawing path={PATHS[name]} turns={name === 'back' || name === 'quote'} class={extra} />;
}
