import { classes } from './classes.ts';

export const FIRST_PATHS = {
  back: 'M10 3.5 5.5 8l4.5 4.5',
  down: 'M4 6.5 8 10.5l4-4',
  check: 'm3.5 8.5 3 3 6-7',
  close: 'm4 4 8 8m0-8-8 8',
  alert: 'M8 2.5 14 13H2ZM8 6.5v3M8 11.2v.1',
  search: 'M7 12A5 5 0 1 0 7 2a5 5 0 0 0 0 10Zm3.6-1.4L14 14',
  clock: 'M8 14A6 6 0 1 0 8 2a6 6 0 0 0 0 12ZM8 4.8V8l2.2 1.4',
  tray: 'M2.5 9.5h3l1 2h3l1-2h3M2.5 9.5l2-6h7l2 6v3.5h-11Z',
  nobody:
    'M6.5 7.3a2.3 2.3 0 1 0 0-4.6 2.3 2.3 0 0 0 0 4.6ZM2.5 13c.4-2.3 2-3.4 4-3.4.9 0 1.7.2 2.4.6M12 9.5v4M10 11.5h4',
  at: 'M10.4 5.6v3.2a1.7 1.7 0 0 0 3.4 0V8A5.8 5.8 0 1 0 11 13M10.4 8a2.4 2.4 0 1 1-4.8 0 2.4 2.4 0 0 1 4.8 0Z',
  rows: 'M3 4.5h10M3 8h10M3 11.5h10',
  people:
    'M6 7.4a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.4ZM2 13c.4-2.2 2-3.3 4-3.3s3.6 1.1 4 3.3M10.5 3.3a2.1 2.1 0 0 1 0 4M11.5 9.8c1.4.3 2.3 1.4 2.6 3.2',
  layers: 'M8 2.5 13.5 5.5 8 8.5 2.5 5.5ZM2.5 9 8 12l5.5-3',
  sidebar: 'M2.5 3.5h11v9h-11ZM6.5 3.5v9',
  sort: 'M5 3v10m0 0-2.5-2.5M5 13l2.5-2.5M11 13V3m0 0L8.5 5.5M11 3l2.5 2.5',
  filter: 'M2.5 4.5h11M4.5 8h7M6.5 11.5h3',
} as const;

type Drawn = { path: string; turns?: boolean; class?: string | undefined };

/** A small drawing that goes along with words, so it says nothing itself. Arrows turn with the reading direction. */
export function Drawing({ path, turns = false, class: extra }: Drawn) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      stroke-width="1.5"
      stroke-linecap="round"
      stroke-linejoin="round"
      class={classes('size-4 shrink-0', turns && 'rtl:-scale-x-100', extra)}
    >
      <path d={path} />
    </svg>
  );
}

export type FirstIconName = keyof typeof FIRST_PATHS;

/** Those that the first picture of the inbox shows. All the others come with what needs them: `Icon`. */
export function FirstIcon({ name, class: extra }: { name: FirstIconName; class?: string }) {
  return <Drawing path={FIRST_PATHS[name]} turns={name === 'back'} class={extra} />;
}
