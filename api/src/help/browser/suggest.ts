type Found = { title: string; heading: string; excerpt: string; language: string; path: string };

const PAUSE_MS = 150;
const RIGHT_TO_LEFT = /^(ar|fa|he|iw|ps|ur|yi)(-|$)/;

/**
 * Shows what is found while somebody types: a combobox with a list. The arrows choose, Enter opens what is chosen or
 * searches, Escape puts the list away. Answers that come too late are not shown.
 */
export function suggestWhileTyping(form: HTMLFormElement): void {
  const field = form.querySelector('input');
  const status = form.querySelector('[role=status]');
  const { suggestions: at = '', none = '', all = '' } = form.dataset;
  if (!field || !status || !at) return;

  const list = document.createElement('ul');
  list.id = `${field.id}-list`;
  list.role = 'listbox';
  list.ariaLabel = field.placeholder;
  list.hidden = true;
  form.append(list);
  field.role = 'combobox';
  field.setAttribute('aria-autocomplete', 'list');
  field.setAttribute('aria-controls', list.id);
  field.ariaExpanded = 'false';

  // Back to the help centre's own address, from where the pages that are found are named.
  const base = new URL(at.replace(/[^/]+\/suggestions$/, ''), location.href);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asking = new AbortController();
  let chosen = -1;
  let shownFor = '';

  const options = () => [...list.querySelectorAll<HTMLElement>('[role=option]')];

  function show(isShown: boolean): void {
    list.hidden = !isShown;
    (field as HTMLInputElement).ariaExpanded = String(isShown);
    if (!isShown) choose(-1);
  }

  function choose(next: number): void {
    chosen = next;
    options().forEach((option, i) => {
      option.ariaSelected = String(i === chosen);
      if (i === chosen) option.scrollIntoView({ block: 'nearest' });
    });
    if (chosen < 0) field?.removeAttribute('aria-activedescendant');
    else field?.setAttribute('aria-activedescendant', `${list.id}-${chosen}`);
  }

  function optionOf(i: number, href: string, title: string, under = '', language?: string): HTMLLIElement {
    const item = document.createElement('li');
    item.id = `${list.id}-${i}`;
    item.role = 'option';
    item.ariaSelected = 'false';
    if (language) {
      item.lang = language;
      item.dir = RIGHT_TO_LEFT.test(language) ? 'rtl' : 'ltr';
    }
    const [words, more] = [document.createElement('b'), document.createElement('span')];
    words.textContent = title;
    more.textContent = under;
    item.append(words, more);
    item.onclick = ({ ctrlKey, metaKey }) => {
      if (ctrlKey || metaKey) open(href, '_blank', 'noopener');
      else location.assign(href);
    };
    return item;
  }

  function tell(query: string, found: readonly Found[]): void {
    shownFor = query;
    const everything = new URL(form.action);
    everything.searchParams.set('q', query);
    const items = found.map(({ title, heading, excerpt, language, path }, i) => {
      const under = heading ? `${heading}: ${excerpt}` : excerpt;
      return optionOf(i, new URL(path, base).href, title, under, language);
    });
    if (items.length > 0) items.push(optionOf(items.length, everything.href, all));
    list.replaceChildren(...items);
    choose(-1);
    show(items.length > 0 && document.activeElement === field);
    (status as HTMLElement).textContent = found.length > 0 ? found.map(({ title }) => title).join(', ') : none;
  }

  async function ask(query: string): Promise<void> {
    asking.abort();
    asking = new AbortController();
    const { signal } = asking;
    try {
      const answer = await fetch(`${at}?q=${encodeURIComponent(query)}`, { signal });
      if (!answer.ok) return;
      const { found } = (await answer.json()) as { found: Found[] };
      if (!signal.aborted) tell(query, found);
    } catch {
      // The form itself still searches.
    }
  }

  field.addEventListener('input', (event) => {
    clearTimeout(timer);
    const query = field.value.trim();
    if (query === '') {
      asking.abort();
      shownFor = '';
      show(false);
      status.textContent = '';
    } else if (!(event as InputEvent).isComposing || query !== shownFor) {
      timer = setTimeout(() => void ask(query), PAUSE_MS);
    }
  });
  field.addEventListener('focus', () => {
    if (shownFor !== '' && shownFor === field.value.trim() && list.childElementCount > 0) show(true);
  });
  field.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    const count = options().length;
    if (event.key === 'Escape' && !list.hidden) {
      event.preventDefault();
      show(false);
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && count > 0) {
      event.preventDefault();
      if (list.hidden) show(true);
      const step = event.key === 'ArrowDown' ? 1 : -1;
      // Beyond either end one is back in the field.
      choose(((chosen + 1 + step + count + 1) % (count + 1)) - 1);
    } else if (event.key === 'Enter' && chosen >= 0 && !list.hidden) {
      event.preventDefault();
      options()[chosen]?.click();
    }
  });
  // The list must not take the focus that keeps it open.
  list.addEventListener('pointerdown', (event) => event.preventDefault());
  field.addEventListener('blur', () => show(false));
}
