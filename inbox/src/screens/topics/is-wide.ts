/** Whether the list and the thread stand beside each other. On a phone one gives way to the other. */
export const isWide = () => matchMedia('(width >= 48rem)').matches;
