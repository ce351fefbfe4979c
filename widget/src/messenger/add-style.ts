/** The style of a part that is fetched later. A constructed sheet needs no nonce, and no request. */
export function addStyle(text: string): void {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets.push(sheet);
}
