/**
 * Sends one change after the other, each also where one before it was refused. `whenAllEnded` is called each time that
 * none is left.
 */
export function changesInTurn(whenAllEnded: () => unknown) {
  let last: Promise<unknown> = Promise.resolve();
  return {
    send<Answer>(make: () => Promise<Answer>): Promise<Answer> {
      const made = last.then(make);
      const ended: Promise<unknown> = made
        .catch(() => {})
        .then(() => (last === ended ? whenAllEnded() : undefined))
        .catch(() => {});
      last = ended;
      return made;
    },
    /** The end of what was sent last, and of what is done then: another promise after each change. */
    lastEnd: (): Promise<unknown> => last,
  };
}
