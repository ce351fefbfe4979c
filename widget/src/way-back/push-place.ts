import { isApple } from './is-apple.ts';
import { canSubscribe } from './subscribe.ts';

/** Where this browser can be pushed to: here and now, on iPhone and iPad as an app on the Home Screen, or nowhere. */
export function pushPlace(page: Window): 'here' | 'home-screen' | 'nowhere' {
  if (canSubscribe(page)) return 'here';
  const { userAgent, maxTouchPoints } = page.navigator;
  // Who has added it already has an iOS that cannot push, and is not told to add it again.
  const isAdded = 'standalone' in page.navigator && page.navigator.standalone === true;
  return isApple(userAgent, maxTouchPoints) && !isAdded ? 'home-screen' : 'nowhere';
}
