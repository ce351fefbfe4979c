import { withPlainDigits } from '../messages/plain-digits.ts';

// What looks like a key or a password, in the shapes that providers give them and people write them down in.
const SECRETS = [
  /\b(?:sk|pk|rk|re|ghp|gho|ghs|github_pat|glpat|xox[abprs]|AKIA|ASIA|AIza|whsec|key|token)[-_]?[A-Za-z0-9_-]{16,}\b/g,
  /\beyJ[A-Za-z0-9_-]{8,1000}\.[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*)?/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /\b[A-Fa-f0-9]{32,}\b/g,
];
const AFTER_ITS_NAME =
  /(\b(?:pass(?:word|wd|code)?|pwd|pin|cvv|cvc|secret|api[ _-]?key|token|contraseña|clave)\b|密码|口令|كلمة (?:المرور|السر))(\s*(?:is|es|=|:|：|是|هي)\s*)(\S+)/giu;
// One after another, however they are grouped; what has a point before or behind its digits is a fraction.
const DIGITS = /(?<!\p{Nd}|\p{Nd}\.)\p{Nd}(?:[ \p{Pd}]{0,3}\p{Nd}){11,}(?!\p{Nd}|\.\p{Nd})/gu;
const GROUP = /\p{Nd}+/gu;
const CARD = { shortest: 12, longest: 19, shortestGroup: 3, mostGroups: 6 };
const IBAN = /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b/g;

/** A text without card numbers, account numbers, keys and passwords: what leaves for a model holds none. */
export function maskSecrets(text: string): string {
  let masked = text.normalize('NFKC').replace(AFTER_ITS_NAME, '$1$2[hidden]');
  for (const secret of SECRETS) masked = masked.replace(secret, '[hidden]');
  masked = masked.replace(IBAN, '[hidden]');
  return masked.replace(DIGITS, withoutCards);
}

/** All of a run of digits may be one card, or some groups of it: others are a month, or the number of an order. */
function withoutCards(run: string): string {
  const groups = [...withPlainDigits(run).matchAll(GROUP)];
  if (isCardNumber(groups.join(''))) return '[hidden]';
  let [masked, from] = ['', 0];
  for (let at = 0; at < groups.length; at += 1) {
    const card = cardOf(groups.slice(at, at + CARD.mostGroups));
    const [first, last] = [card[0], card.at(-1)];
    if (!first || !last) continue;
    masked += `${run.slice(from, first.index)}[hidden]`;
    from = last.index + last[0].length;
    at += card.length - 1;
  }
  return masked + run.slice(from);
}

/** The first of these groups that together are a card: as many as can be, and none where none are. */
function cardOf(groups: RegExpExecArray[]): RegExpExecArray[] {
  const isGroup = ([group]: RegExpExecArray) => group.length >= CARD.shortestGroup;
  for (let some = groups; some.length > 0; some = some.slice(0, -1))
    if (some.every(isGroup) && isCardNumber(some.join(''))) return some;
  return [];
}

/** By how many digits it has, and their sum. */
function isCardNumber(digits: string): boolean {
  if (digits.length < CARD.shortest || digits.length > CARD.longest) return false;
  let sum = 0;
  for (let at = 0; at < digits.length; at += 1) {
    const digit = Number(digits[digits.length - 1 - at]);
    const counted = at % 2 === 0 ? digit : digit * 2;
    sum += counted > 9 ? counted - 9 : counted;
  }
  return sum % 10 === 0;
}
