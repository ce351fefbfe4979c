import { render } from 'preact';
import { ThreadScreen, type ThreadScreenProps } from './screens/thread-screen.tsx';

/** Puts the messenger on the page. Everything it made, it takes away. */
export function mountMessenger(root: Element, props: ThreadScreenProps): () => void {
  root.textContent = '';
  render(<ThreadScreen {...props} />, root);
  return () => render(null, root);
}
