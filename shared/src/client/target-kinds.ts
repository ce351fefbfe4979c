/** Until when what is to have happened: the first answer in a topic, each later one, or that it is done. */
export const TARGET_KINDS = ['first', 'next', 'done'] as const;
