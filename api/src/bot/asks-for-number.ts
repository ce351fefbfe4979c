import type { Token } from '../search/tokens.ts';
import { hasDigit } from './words.ts';

/** What one asks by who wants to hear a number: how many, how long, how old, when. Of scripts with spaces between words. */
const SPACED = [
  'how (?:many|much|old|long|far|often|tall|high|big|large|fast|late|soon|early)',
  'when',
  '(?:what|which) (?:year|date|day|time)',
  'cu[áa]nt[oa]s?',
  'cu[áa]ndo',
  'qué (?:año|fecha|día|hora)',
  'quant[oaie]s?',
  'quando',
  'que (?:ano|data|dia|horas?)',
  'che (?:anno|data|giorno|ora)',
  'combien',
  'quand',
  'quel(?:le)? (?:âge|année|date|jour|heure)',
  'wie ?(?:viele?n?|alt|lange?|weit|oft|hoch|groß|teuer|spät)',
  'wann',
  'welche[mns]? (?:jahr|datum|tag)',
  'hoe ?(?:veel|oud|lang|ver|vaak|hoog|groot|laat)',
  'wanneer',
  'hur (?:många|mycket|gamla?|gammal|länge|lång[at]?|ofta)',
  'när',
  'hvor (?:mange|mye|meget|gamle?|gammel|lenge|længe|lang[et]?|ofte)',
  'hvornår',
  'kuinka (?:monta|paljon|vanha|kauan|usein)',
  'milloin',
  'ile (?:czasu|dni|godzin|kosztuje|lat|osób|razy|to|trwa)',
  'kiedy',
  'kolik',
  'kdy',
  'jak (?:długo|często|daleko|dlouho|často)',
  'cât(?:e|ă|i|ți|ea)?',
  'cat (?:cost[aă]|de|dureaz[aă]|timp)',
  'c[âa]nd',
  'ce (?:an|dată|zi|oră)',
  'mennyi\\p{L}*',
  'hány\\p{L}*',
  'mikor',
  'meddig',
  'kaç(?:a|ar|ıncı|lık|ta|tan)?',
  'ne (?:kadar|zaman)',
  'hangi (?:yıl|tarih|gün)\\p{L}*',
  'bao (?:nhiêu|lâu|giờ|xa)',
  'khi nào',
  'mấy',
  'năm nào',
  'berapa',
  'kapan',
  'сколько',
  'когда',
  'каком году',
  'как (?:долго|часто|далеко)',
  'скільки',
  'коли',
  'колко',
  'кога',
  'πόσ\\p{L}+',
  'πότε',
  'τι (?:ηλικία|ώρα)',
  'ποι[οα] (?:έτος|χρονιά|ημερομηνία)',
  'كم',
  'متى',
  'أي (?:عام|سنة|يوم)',
  'چند',
  'چقدر',
  'כמה',
  'מתי',
  'कितन\\p{M}',
  'कब',
  'किस (?:वर्ष|साल|दिन)',
  '몇',
  '얼마\\p{L}*',
  '언제\\p{L}*',
].join('|');
const UNSPACED =
  '多少|(?<![这這那好])[几幾](?!乎)|多[大久长長高远遠快]|何[时時年月日分人個歳回]|什[么麼]时候|什麼時候|哪一?年|いくつ|いくら|いつ|[どれ]のくらい|どれくらい|เท่า(?:ใด|ไร|ไหร่)|กี่|เมื่อ(?:ใด|ไร|ไหร่)|ปี(?:ใด|ไหน)';

const ASKS = new RegExp(`(?<![\\p{L}\\p{M}])(?:${SPACED})(?![\\p{L}\\p{M}])|${UNSPACED}`, 'iu');

/** Whether what answers a question will most likely name a number: how many, how long, when. */
export const asksForNumber = (question: string): boolean => ASKS.test(question.normalize('NFC'));

/** Whether a number stands there that the question does not name itself. */
export const namesNumber = (said: readonly Token[], asked: readonly Token[]): boolean =>
  said.some(({ token }) => hasDigit(token) && !asked.some((other) => other.token === token));
