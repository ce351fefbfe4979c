import type { Route } from '../routes.ts';
import type { Call } from './call.ts';
import { listingOf } from './first-paths.ts';
import { createTeamApi } from './team-api.ts';

/** What an early answer is good for: after that it is asked for again. */
const GOOD_FOR_MS = 10_000;

/**
 * Asks for the list of the address, and for the ticket of the first socket, at once, while it is still being found out
 * who sits here. Whoever asks for the same first gets this answer; if the session has ended, both are refused alike.
 */
export function askEarly(call: Call, route: Route, now: () => number): Call {
  const answers = new Map<string, { answer: Promise<unknown>; until: number }>();
  const keep: Call = <Answer>(...[method, path, body]: Parameters<Call>) => {
    const answer = call<Answer>(method, path, body);
    // Said to whoever waits for it, and to nobody later: meanwhile somebody may have signed in.
    answer.catch(() => answers.delete(method + path));
    answers.set(method + path, { answer, until: now() + GOOD_FOR_MS });
    return answer;
  };
  if (route.name === 'topics') {
    const listing = listingOf(route);
    const api = createTeamApi(keep, route.workspaceId);
    if (listing) void api.topics(listing).catch(() => {});
    void api.ticket().catch(() => {});
  }
  return <Answer>(...[method, path, body]: Parameters<Call>) => {
    const early = answers.get(method + path);
    answers.delete(method + path);
    return early && early.until > now() ? (early.answer as Promise<Answer>) : call<Answer>(method, path, body);
  };
}
