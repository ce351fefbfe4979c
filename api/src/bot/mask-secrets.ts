import { withPlainDigits } from './plain-digits.ts';

// What looks like a key or a password, in the shapes that providers give them and people write them down in.
const SECRETS = [
  /\b(?:sk|pk|rk|re|ghp|gho|ghs|github_pat|glpat|xox[abprs]|AKIA|ASIA|AIza|whsec|key|token)[-_]?[A-Za-z0-9_-]{16,}\b/g,
  /\beyJ[A-Za-z0-9_-]{8,}\.[A-Za-z0-9_-]{8,}(?:\.[A-Za-z0-9_-]*)?/g,
  /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g,
  /\b[A-Fa-f0-9]{32,}\b/g,
];
const AFTER_ITS_NAME =
  /(\b(?:pass(?:word|wd|code)?|pwd|pin|cvv|cvc|secret|api[ _-]?key|token|contraseña|clave)\b|密码|口令|كلمة (?:المرور|السر))(\s*(?:is|es|=|:|：|是|هي)\s*)(\S+)/giu;
const DIGITS = /(?<![\p{Nd}.])\p{Nd}(?:[ -]?\p{Nd}){11,18}(?![\p{Nd}.])/gu;
const IBAN = /\b[A-Z]{2}\d{2}(?: ?[A-Z0-9]{4}){2,7}(?: ?[A-Z0-9]{1,4})?\b/g;

/** A text without card numbers, account numbers, keys and passwords: what leaves for a model holds none. */
export function maskSecrets(text: string): string {
  let masked = text.normalize('NFKC').replace(AFTER_ITS_NAME, '$1$2[hidden]');
  for (const secret of SECRETS) masked = masked.replace(secret, '[hidden]');
  masked = masked.replace(IBAN, '[hidden]');
  return masked.replace(DIGITS, (number) =>
    isCardNumber(withPlainDigits(number).replace(/[ -]/g, '')) ? '[hidden]' : number,
  );
}

/** By the sum of its digits, as cards have it. */
function isCardNumber(digits: string): boolean {
  let sum = 0;
  for (let at = 0; at < digits.length; at += 1) {
    const digit = Number(digits[digits.length - 1 - at]);
    const counted = at % 2 === 0 ? digit : digit * 2;
    sum += counted > 9 ? counted - 9 : counted;
  }
  return sum % 10 === 0;
}
