import type { WorkspaceId } from '@everthread/shared/models/ids';
import { useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import { requester } from '../request.ts';
import { focusLate } from './focus-late.ts';
import { RecoverModel } from './recover-model.ts';
import { recoverWords } from './recover-words.ts';
import { isLed } from './show-named.ts';

/** Whom our own page has led here is asked nothing; of others an address is. */
export const RecoverForm = () => (isLed.value ? null : <AddressForm />);

/** An address, and then no more than a line that is the same whether it is known or not. */
function AddressForm() {
  const { lang: language } = document.documentElement;
  const w = recoverWords(language);
  const workspaceId = (new URLSearchParams(location.search).get('workspace') ?? '') as WorkspaceId;
  const model = useMemo(
    () => new RecoverModel(requester(fetch.bind(globalThis)), { workspaceId, language }),
    [workspaceId, language],
  );
  const input = useRef<HTMLInputElement>(null);
  useLayoutEffect(() => focusLate(input.current), []);
  const trouble = model.trouble.value && w[model.trouble.value];
  return (
    <div class="way-back aside">
      {model.isSent.value ? (
        <p role="status">{w.sent}</p>
      ) : (
        <form
          class="by-mail"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            const text = input.current?.value.trim();
            if (text) void model.ask(text);
          }}
        >
          <p id="recover-hint">{w.hint}</p>
          <label>
            {w.address}
            <span>
              <input
                ref={input}
                type="email"
                autocomplete="email"
                dir="ltr"
                maxLength={254}
                required
                aria-invalid={trouble !== undefined}
                aria-describedby="recover-hint recover-trouble"
              />
              <button type="submit" class="wide" aria-disabled={model.isBusy.value}>
                {w.send}
              </button>
            </span>
          </label>
          <p id="recover-trouble" role="alert" class="trouble">
            {trouble}
          </p>
        </form>
      )}
    </div>
  );
}
