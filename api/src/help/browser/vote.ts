/** Says whether an article helped without leaving it. Where that fails, the form goes its own way. */
export function voteInPlace(section: HTMLElement): void {
  const form = section.querySelector('form');
  if (!form) return;
  form.onsubmit = (event) => {
    event.preventDefault();
    void send(section, form, event.submitter as HTMLButtonElement | null);
  };
}

async function send(section: HTMLElement, form: HTMLFormElement, button: HTMLButtonElement | null): Promise<void> {
  const helped = button?.value ?? 'yes';
  const buttons = [...form.querySelectorAll('button')];
  for (const each of buttons) each.disabled = true;
  try {
    const body = new URLSearchParams({ helped });
    const answer = await fetch(form.action, { method: 'POST', body, redirect: 'manual' });
    if (!answer.ok && answer.type !== 'opaqueredirect') throw new Error(`Answered ${answer.status}`);
    const thanks = document.createElement('p');
    thanks.tabIndex = -1;
    thanks.textContent = section.dataset.thanks ?? '';
    section.replaceChildren(thanks);
    // What was pressed is gone: who listens to the page, or goes by keyboard, must not lose his place.
    thanks.focus();
  } catch {
    for (const each of buttons) each.disabled = false;
    form.onsubmit = null;
    form.requestSubmit(button);
  }
}
