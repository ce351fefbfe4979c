// Not in an address: spaces, quotes, marks of code, signs that one does not see, and scripts that go on without a space.
const ADDRESS = /[^\s<>"`\p{C}\u3000-\u30ff\u3400-\u9fff\uff00-\uffef]+/uy;
const AFTER = /[.,;:!?'"*_~…\])}]$/;
const LONGEST = 2_000;
const SCHEMES = ['http:', 'https:', 'mailto:', 'tel:'];

/** The address that begins here, without the sentence's marks at its end; no `href` where nobody should be led there. */
export function readLink(text: string, at: number): { text: string; href: string | undefined } {
  ADDRESS.lastIndex = at;
  const [found = ''] = ADDRESS.exec(text) ?? [];
  if (found.length > LONGEST) return { text: found, href: undefined };
  const shown = withoutEnd(found);
  const href = /^www\./i.test(shown) ? `https://${shown}` : shown;
  return { text: shown, href: isSafe(href) ? href : undefined };
}

/** Whether a link may lead there. */
function isSafe(href: string): boolean {
  if (!URL.canParse(href)) return false;
  const { protocol, hostname, username, password, pathname } = new URL(href);
  if (!SCHEMES.includes(protocol)) return false;
  // A name before the host is there to deceive: `https://bank.example@evil.example`.
  if (protocol.startsWith('http')) return !username && !password && /^[^.].*\.[^.]|^localhost$|^\[/.test(hostname);
  return protocol === 'tel:' ? /^\+?[\d().-]{3,30}$/.test(pathname) : MAIL.test(pathname);
}

/** Without what belongs to the sentence: its marks, and brackets that were opened before. */
function withoutEnd(address: string): string {
  let end = address.length;
  let missing = 0; // how many more brackets are closed than opened
  for (const letter of address) missing += letter === ')' ? 1 : letter === '(' ? -1 : 0;
  while (end > 0 && AFTER.test(address[end - 1] as string)) {
    if (address[end - 1] === ')') {
      if (missing <= 0) break;
      missing -= 1;
    }
    end -= 1;
  }
  return address.slice(0, end);
}

const MAIL = /^[\w.+-]{1,64}@[a-z\d-]+(?:\.[a-z\d-]+)+$/i;
const BEFORE_AT = /[\w.+-]{1,64}$/;
const AFTER_AT = /^[a-z\d-]{1,63}(?:\.[a-z\d-]{1,63}){1,8}/i;

/** The mail address around an `@`, not reaching back before `from`. */
export function findAddress(text: string, at: number, from: number): { start: number; text: string } | undefined {
  const [name] = BEFORE_AT.exec(text.slice(Math.max(from, at - 64), at)) ?? [];
  const [host] = AFTER_AT.exec(text.slice(at + 1, at + 256)) ?? [];
  if (!name || !host) return undefined;
  return { start: at - name.length, text: `${name}@${host.replace(/-+$/, '')}` };
}
