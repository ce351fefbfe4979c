export const backLink =
  '-ms-2 inline-flex items-center gap-1 rounded-medium px-2 py-1.5 text-soft hover:bg-raised hover:text-ink';
