import text from './styles.css?inline';

let isWorn = false;

/** Adds what everything behind the first picture wears. The same rules in the same order, so that no other changes. */
export function wearAllStyles(page: Document): void {
  if (isWorn) return;
  isWorn = true;
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  page.adoptedStyleSheets = [...page.adoptedStyleSheets, sheet];
}
