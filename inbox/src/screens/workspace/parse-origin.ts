/** The origin in what somebody typed or pasted: `shop.example/cart` names `https://shop.example`. */
export function parseOrigin(text: string): string | undefined {
  const typed = text.trim();
  const withScheme = /^[a-z][a-z0-9+.-]*:\/\//i.test(typed) ? typed : `https://${typed}`;
  if (!typed || !URL.canParse(withScheme)) return undefined;
  const { protocol, origin, hostname } = new URL(withScheme);
  const isSite = hostname.includes('.') || hostname === 'localhost' || hostname.startsWith('[');
  return /^https?:$/.test(protocol) && isSite && origin.length <= 300 ? origin : undefined;
}
