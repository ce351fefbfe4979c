// How mail programs begin what they quote, in the languages of the world's most used ones. All patterns are bounded:
// they see at most three lines of a mail, joined to one.

const LONGEST = 400;
const UNSEEN = /[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g;
const ADDRESS = /[^\s<>@]{1,64}@[^\s<>@]{1,200}/;

/** “On Monday Ada wrote:” */
const WROTE: readonly RegExp[] = [
  /^On\b.{6,300}\bwrote\s?:$/,
  /^Am\b.{6,300}\bschrieb\b.{0,150}:$/,
  /^El\b.{6,300}\bescribió\s?:$/,
  /^Le\b.{6,300}\ba écrit\s?:$/,
  /^Il\b.{6,300}\bha scritto\s?:$/,
  /^(Em|A|No dia)\b.{6,300}\bescreveu\s?:$/,
  /^Op\b.{6,300}\bschreef\b.{0,150}:$/,
  /^.{6,300}(пишет|написал|написала|написал\(а\))\s?:$/u,
  /^.{4,300}(写道|寫道)\s?[:：]$/u,
  /^\d{4}年.{4,300}([:：]|のメール[:：]?|書きました[:：]?)$/u,
  /^.{4,300}(님이 작성|썼습니다)\s?:$/u,
  /^(في|بتاريخ).{6,300}كتبت?.{0,150}:$/u,
  /^.{6,300}\b(napisał|napisała|napisał\(a\))\s?:$/u,
  /^.{6,300}\b(tarihinde|şunu yazdı).{0,150}:$/u,
];

/** “-----Original Message-----” */
const ORIGINAL =
  /^[\s_-]{0,20}(original message|forwarded message|ursprüngliche nachricht|weitergeleitete nachricht|mensaje original|mensaje reenviado|message d.origine|message transféré|messaggio originale|mensagem original|oorspronkelijk bericht|исходное сообщение|原始邮件|原始郵件|元のメッセージ|원본 메시지|الرسالة الأصلية|oryginalna wiadomość)[\s_:-]{1,20}$/iu;

/** The block of headers with which Outlook begins: who, when, to whom, about what. */
const SENDER = /^\*?(from|von|de|da|van|od|от|发件人|寄件者|差出人|보낸 사람|من|kimden)\s?\*?\s?[:：]/iu;
const OTHER =
  /^\*?(sent|date|to|cc|subject|gesendet|datum|an|betreff|enviado|enviado el|fecha|para|asunto|envoyé|envoyé le|à|objet|inviato|data|a|oggetto|assunto|verzonden|aan|onderwerp|wysłano|do|temat|отправлено|дата|кому|тема|发送时间|收件人|主题|日期|寄件日期|收件者|主旨|送信日時|宛先|件名|날짜|받는 사람|제목|تاريخ الإرسال|التاريخ|إلى|الموضوع|tarih|kime|konu)\s?\*?\s?[:：]/iu;

/** “Sent from my iPhone” */
const SENT_FROM =
  /^(sent from (my |outlook|mail for|yahoo|proton|samsung)|get outlook for|gesendet mit|von meinem .{1,40} gesendet|enviado desde mi|enviado do meu|envoyé de(puis)? mon|inviato da|verzonden (vanaf|met)|отправлено с|发自我的|發自我的|iphoneから送信|나의 .{1,30}에서 보냄|أُرسلت من|أرسلت من|wysłane z)/iu;

export const seen = (line: string): string => line.replace(UNSEEN, '').trim();
export const isQuoted = (line: string): boolean => /^[>＞]/.test(seen(line));
export const isSentFrom = (line: string): boolean => seen(line).length <= 120 && SENT_FROM.test(seen(line));
export const isSignatureMark = (line: string): boolean => /^(--|—|__)$/.test(seen(line));

/** How many of the next lines begin a quote that goes on to the end: 0 for none. */
export function quoteBegins(lines: readonly string[], at: number): number {
  const first = seen(lines[at] ?? '');
  if (first === '' || first.length > LONGEST) return 0;
  if (ORIGINAL.test(first)) return 1;
  if (SENDER.test(first) || /^_{10,}$/.test(first)) return isHeaderBlock(lines, SENDER.test(first) ? at : at + 1);
  let joined = '';
  for (let count = 1; count <= 3; count += 1) {
    const line = seen(lines[at + count - 1] ?? '').replace(/^[>＞]\s?/, '');
    if (line === '') return 0;
    joined = joined === '' ? line : `${joined} ${line}`;
    if (joined.length > LONGEST) return 0;
    if (!/[:：]$/.test(joined) && !/のメール$|書きました$/.test(joined)) continue;
    if (WROTE.some((pattern) => pattern.test(joined)) && /\d|@/.test(joined)) return count;
    if (/\d/.test(joined) && ADDRESS.test(joined) && isQuoted(nextSaid(lines, at + count))) return count;
  }
  return 0;
}

/** Three of the next lines at the least, of which the first says who. */
function isHeaderBlock(lines: readonly string[], at: number): number {
  const block = lines.slice(at, at + 12).map(seen);
  const [first = ''] = block;
  const others = block.slice(1).filter((line) => line.length <= LONGEST && OTHER.test(line));
  return SENDER.test(first) && others.length >= 2 ? 1 : 0;
}

const nextSaid = (lines: readonly string[], from: number): string =>
  lines.slice(from, from + 4).find((line) => seen(line) !== '') ?? '';
