import { publicUrl } from './public-url.ts';
import { type Fetch, fetchPublic } from './safe-fetch.ts';

/** What is on the internet is asked through the gate that reaches nothing else; what the operator runs beside us, directly. */
export const wayTo = (baseUrl: string, network: Fetcher | undefined): Fetch =>
  publicUrl(baseUrl) ? fetchPublic(network) : (url, init) => fetch(url, init);
