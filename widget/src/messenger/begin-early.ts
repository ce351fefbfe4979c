// Stands in the page for who comes back, before its module: see `for-who-comes-back.ts`.
import { browserLanguage } from './canonical-language.ts';
import { beginEarly } from './early.ts';
import { takePort } from './take-port.ts';
import { whereaboutsOf } from './whereabouts.ts';

if (parent !== self) {
  window.early = beginEarly(
    (take) => takePort(window, take),
    (...request) => fetch(...request),
    {
      workspaceId: new URLSearchParams(location.search).get('workspace') ?? '',
      where: (url, title, referrer) =>
        whereaboutsOf(
          { url, title, referrer },
          browserLanguage(navigator.languages),
          Intl.DateTimeFormat().resolvedOptions().timeZone,
        ),
    },
  );
}
