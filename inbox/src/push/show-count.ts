/** Says in the window's title, and at the icon of an installed app, how much is unread. */
export function showCount(page: Window, count: number, product: string): void {
  page.document.title = count > 0 ? `(${count}) ${product}` : product;
  const { navigator } = page;
  if (!navigator.setAppBadge) return;
  void (count > 0 ? navigator.setAppBadge(count) : navigator.clearAppBadge()).catch(() => {}); // not every system has it
}
