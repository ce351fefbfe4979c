const PATIENCE_MS = 45_000;

/**
 * An answer that is sent while it is written, a line of JSON each. `write` is told to stop when nobody reads any more, or
 * when it has taken too long.
 */
export function streamLines<Line>(
  write: (tell: (line: Line) => void, signal: AbortSignal) => Promise<void>,
  patienceMs = PATIENCE_MS,
): ReadableStream<Uint8Array> {
  const left = new AbortController();
  const signal = AbortSignal.any([left.signal, AbortSignal.timeout(patienceMs)]);
  const letters = new TextEncoder();
  return new ReadableStream({
    start(controller) {
      const tell = (line: Line) => {
        if (!left.signal.aborted) controller.enqueue(letters.encode(`${JSON.stringify(line)}\n`));
      };
      void write(tell, signal).finally(() => {
        if (!left.signal.aborted) controller.close();
      });
    },
    cancel: () => left.abort(),
  });
}
