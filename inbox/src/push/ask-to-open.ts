/** How long a window that is still loading, or no more listening, keeps a click waiting. */
const ANSWER_MS = 1_500;

/** What a click on a notification asks of a window. Whoever takes it says so through the port that comes along. */
export type OpenPath = { type: 'open'; path: string };

type Listener = { postMessage(message: OpenPath, transfer: Transferable[]): void };

/** Asks a window to show a path of the inbox. Whether it has said that it will. */
export function askToOpen(window: Listener, path: string): Promise<boolean> {
  const { port1, port2 } = new MessageChannel();
  const answer = new Promise<boolean>((resolve) => {
    port1.onmessage = () => resolve(true);
    setTimeout(() => resolve(false), ANSWER_MS);
  });
  window.postMessage({ type: 'open', path }, [port2]);
  return answer.finally(() => port1.close());
}
