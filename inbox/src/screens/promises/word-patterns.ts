/** When a person means to have done what he says: days from today, a day of the week, or a stretch from now. */
export type Meant =
  | { days: number; hour: number }
  | { weekday: number; hour: number; isNextWeek?: boolean }
  | { minutes: number };

export type WordPatterns = {
  /** Words by which somebody binds himself. */
  binds: RegExp;
  /** Each time that may be named, the first that fits. */
  times: readonly (readonly [RegExp, (found: RegExpExecArray) => Meant | undefined])[];
};

const EVENING = 17;
const NOON = 12;
const AFTERNOON = 18;
const NIGHT = 20;
const UNITS = { minute: 1, hour: 60, day: 24 * 60, week: 7 * 24 * 60 } as const;
type Unit = keyof typeof UNITS;

const stretch =
  (numbers: Readonly<Record<string, number>>, units: readonly (readonly [RegExp, Unit])[]) =>
  ([, count = '1', unit = '']: RegExpExecArray): Meant | undefined => {
    const many = Number(count) || numbers[count.toLowerCase()] || (count === '' ? 1 : 0);
    const [, name] = units.find(([pattern]) => pattern.test(unit)) ?? [];
    if (!name || many <= 0 || many > 1_000) return undefined;
    // So many days from now is by the end of work on that day.
    if (name === 'day' || name === 'week') return { days: many * (name === 'week' ? 7 : 1), hour: EVENING };
    return { minutes: many * UNITS[name] };
  };

const named =
  (names: readonly RegExp[], hour = EVENING, isNextWeek = false) =>
  ([, name = '']: RegExpExecArray): Meant | undefined => {
    const weekday = names.findIndex((pattern) => pattern.test(name));
    return weekday < 0 ? undefined : { weekday: weekday + 1, hour, ...(isNextWeek && { isNextWeek }) };
  };

const on = (days: number, hour: number) => (): Meant => ({ days, hour });
const friday = (isNextWeek: boolean) => (): Meant => ({ weekday: 5, hour: EVENING, isNextWeek });
const starting = (...names: string[]) => names.map((name) => new RegExp(`^(?:${name})`, 'iu'));

const en: WordPatterns = {
  binds:
    /\b(?:i|we)(?:['’]ll| will| shall| (?:am|are) going to|['’](?:m|re) going to)\b.{0,60}\b(?:get|come|be) back\b|\b(?:i|we)(?:['’]ll| will| shall| (?:am|are) going to|['’](?:m|re) going to)\b.{0,40}\b(?:follow|reply|respond|answer|let you know|update|tell you|send|check|look into|call|write|contact|reach|confirm|have|get)\b|\byou(?:['’]ll| will) (?:hear|get|have|receive)\b|\bexpect (?:an? |my |our )?(?:answer|reply|response|update)\b/iu,
  times: [
    [
      /\b(?:in|within)(?: the next)? (\d+|an?|one|two|three|four|five|a couple of|half an)? ?(minutes?|mins?|hours?|days?|weeks?)\b/iu,
      stretch({ a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5, 'a couple of': 2, 'half an': 0.5 }, [
        [/^min/iu, 'minute'],
        [/^hour/iu, 'hour'],
        [/^day/iu, 'day'],
        [/^week/iu, 'week'],
      ]),
    ],
    [/\bday after tomorrow\b/iu, on(2, EVENING)],
    [/\btomorrow morning\b/iu, on(1, NOON)],
    [/\btomorrow\b/iu, on(1, EVENING)],
    [/\b(?:tonight|this evening)\b/iu, on(0, NIGHT)],
    [/\b(?:today|this afternoon|eod|end of (?:the )?day)\b/iu, on(0, AFTERNOON)],
    [
      /\bnext (mon|tues|wednes|thurs|fri|satur|sun)day\b/iu,
      named(starting('mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'), EVENING, true),
    ],
    [
      /\b(mon|tues|wednes|thurs|fri|satur|sun)day\b/iu,
      named(starting('mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun')),
    ],
    [/\bnext week\b/iu, friday(true)],
    [/\b(?:this week|end of (?:the )?week)\b/iu, friday(false)],
  ],
};

const es: WordPatterns = {
  binds:
    /(?:responder|contestar|escribir|avisar|informar|llamar|enviar|mandar|confirmar|contactar|revisar|actualizar|mirar)(?:é|emos)(?![\p{L}])|(?:^|\P{L})(?:te|le|os|les|se lo) (?:respond|contest|escrib|avis|inform|llam|enví|mand|confirm|dig|dir)\p{L}*|(?:^|\P{L})(?:tendrás|tendrá|recibirás|recibirá)(?![\p{L}])|(?:^|\P{L})(?:voy|vamos) a (?:responder|contestar|escribir|avisar|revisar|mirar|llamar|enviar|confirmar)/iu,
  times: [
    [
      /(?:en|dentro de) (\d+|un[ao]?|dos|tres|cuatro|cinco) (minutos?|horas?|días?|semanas?)/iu,
      stretch({ un: 1, una: 1, uno: 1, dos: 2, tres: 3, cuatro: 4, cinco: 5 }, [
        [/^min/iu, 'minute'],
        [/^hora/iu, 'hour'],
        [/^día/iu, 'day'],
        [/^semana/iu, 'week'],
      ]),
    ],
    [/pasado mañana/iu, on(2, EVENING)],
    [/mañana por la mañana/iu, on(1, NOON)],
    [/(?<!(?:por|de) la )mañana/iu, on(1, EVENING)],
    [/esta noche/iu, on(0, NIGHT)],
    [/(?:esta tarde|(?:^|\P{L})hoy(?!\p{L}))/iu, on(0, AFTERNOON)],
    [/(?:semana que viene|próxima semana|semana próxima)/iu, friday(true)],
    [/(?:esta semana|fin de semana laboral)/iu, friday(false)],
    [
      /(?:^|\P{L})(lunes|martes|miércoles|jueves|viernes|sábado|domingo)(?!\p{L})/iu,
      named(starting('lun', 'mar', 'mi', 'jue', 'vie', 's', 'dom')),
    ],
  ],
};

const zhDays = starting('一', '二', '三', '四', '五', '六', '[日天]');
const zh: WordPatterns = {
  binds:
    /(?:会|将|再|给|向|跟)[^。？?]{0,12}(?:回复|答复|回信|联系|通知|告知|告诉|反馈|跟进|处理|发送|发给|致电|确认|回电)|(?:回复|答复|联系|通知|告知|反馈)(?:您|你)/u,
  times: [
    [
      /(\d+|[一两二三四五六七八九十半]) ?个?(分钟|小时|钟头|天|周|星期)(?:之?内|以内|后|之后)/u,
      stretch({ 一: 1, 两: 2, 二: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9, 十: 10, 半: 0.5 }, [
        [/^分/u, 'minute'],
        [/^(?:小时|钟头)/u, 'hour'],
        [/^天/u, 'day'],
        [/^(?:周|星期)/u, 'week'],
      ]),
    ],
    [/后天/u, on(2, EVENING)],
    [/明[天日]?(?:早上|上午|早)/u, on(1, NOON)],
    [/明[天日]/u, on(1, EVENING)],
    [/今晚|今天晚上/u, on(0, NIGHT)],
    [/今[天日]/u, on(0, AFTERNOON)],
    [/下(?:周|星期|礼拜)([一二三四五六日天])/u, named(zhDays, EVENING, true)],
    [/下(?:周|星期|礼拜)/u, friday(true)],
    [/(?:本|这)?(?:周|星期|礼拜)([一二三四五六日天])/u, named(zhDays)],
    [/(?:本|这)周/u, friday(false)],
  ],
};

const ar: WordPatterns = {
  binds:
    /(?:^|[\s،.])(?:و?س(?:أ|ن|ا)\S+|سوف \S+)|(?:^|[\s،.])(?:أرد|نرد|أعود|نعود|أخبر|نخبر|أوافي|نوافي|أتواصل|نتواصل|يصلك|ستصلك|سيصلك)\S*/u,
  times: [
    [/(?:خلال|بعد) (?:نصف ساعة)/u, () => ({ minutes: 30 })],
    [/(?:خلال|بعد) ساعتين/u, () => ({ minutes: 120 })],
    [/(?:خلال|بعد) يومين/u, on(2, EVENING)],
    [/(?:خلال|بعد) أسبوعين/u, on(14, EVENING)],
    [
      /(?:خلال|بعد) ([\d٠-٩]+|ثلاث|أربع|خمس)?ة? ?(دقائق|دقيقة|ساعات|ساعة|أيام|يوم|أسبوع)/u,
      (found) =>
        stretch({ ثلاث: 3, أربع: 4, خمس: 5, '': 1 }, [
          [/^دق/u, 'minute'],
          [/^ساع/u, 'hour'],
          [/^(?:أيام|يوم)/u, 'day'],
          [/^أسبوع/u, 'week'],
        ])(Object.assign([found[0], western(found[1] ?? '1'), found[2]], { index: 0, input: '' }) as never),
    ],
    [/بعد غد/u, on(2, EVENING)],
    [/غد[اًا]* صباح|صباح (?:ال)?غد/u, on(1, NOON)],
    [/(?:^|[\s،])(?:يوم )?(?:ال)?غد(?:ًا|اً|ا)?(?=[\s،.!]|$)|بكرة/u, on(1, EVENING)],
    [/(?:الليلة|هذا المساء|مساء اليوم)/u, on(0, NIGHT)],
    [/(?:^|[\s،])اليوم(?=[\s،.!]|$)/u, on(0, AFTERNOON)],
    [/الأسبوع (?:القادم|المقبل)/u, friday(true)],
    [
      /(?:يوم )?(الاثنين|الإثنين|الثلاثاء|الأربعاء|الخميس|الجمعة|السبت|الأحد)/u,
      named(starting('ال[اإ]ثنين', 'الثلاثاء', 'الأربعاء', 'الخميس', 'الجمعة', 'السبت', 'الأحد')),
    ],
  ],
};

const western = (digits: string): string =>
  digits.replaceAll(/[٠-٩]/gu, (digit) => String(digit.charCodeAt(0) - '٠'.charCodeAt(0)));

const de: WordPatterns = {
  binds:
    /(?:^|\P{L})(?:ich|wir) (?:melde|antworte|schreibe|gebe|schicke|sende|sage|rufe|komme|kläre|prüfe|werde|informiere)\p{L}*|(?:^|\P{L})(?:melde|melden|gebe|geben|schicke|schicken|schreibe|werde|werden) (?:ich|wir)(?!\p{L})|(?:du bekommst|sie bekommen|sie erhalten|du erhältst|sie hören|du hörst)/iu,
  times: [
    [
      /(?:in|innerhalb von|binnen) (\d+|eine[rmn]?|zwei|drei|vier|fünf) (minuten?|stunden?|tage?n?|wochen?)/iu,
      stretch({ eine: 1, einer: 1, einem: 1, einen: 1, zwei: 2, drei: 3, vier: 4, fünf: 5 }, [
        [/^min/iu, 'minute'],
        [/^stund/iu, 'hour'],
        [/^tag/iu, 'day'],
        [/^woche/iu, 'week'],
      ]),
    ],
    [/(?:^|\P{L})übermorgen/iu, on(2, EVENING)],
    [/(?:^|\P{L})morgen (?:früh|vormittag)/iu, on(1, NOON)],
    [/(?<!guten )(?:^|[^\p{L}])morgen(?!\p{L})/iu, on(1, EVENING)],
    [/heute abend/iu, on(0, NIGHT)],
    [/(?:^|\P{L})heute(?!\p{L})/iu, on(0, AFTERNOON)],
    [/nächste[rn]? woche/iu, friday(true)],
    [/(?:diese[rn]? woche|ende der woche)/iu, friday(false)],
    [
      /(montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag)/iu,
      named(starting('mo', 'di', 'mi', 'do', 'fr', 'sa', 'so')),
    ],
  ],
};

const fr: WordPatterns = {
  binds:
    /(?:^|\P{L})(?:je|nous|on) (?:(?:vous|te|t['’]|me|nous) ?)?(?:revien|reviendr|répond|contact|recontact|écri|rappel|tien|envo|enverr|fer|inform|confirm|vérifi|donn)\p{L}*|vous (?:aurez|recevrez)|tu (?:auras|recevras)/iu,
  times: [
    [
      /(?:dans|d['’]ici|sous) (\d+|une?|deux|trois|quatre|cinq) (minutes?|heures?|jours?|semaines?)/iu,
      stretch({ un: 1, une: 1, deux: 2, trois: 3, quatre: 4, cinq: 5 }, [
        [/^min/iu, 'minute'],
        [/^heure/iu, 'hour'],
        [/^jour/iu, 'day'],
        [/^semaine/iu, 'week'],
      ]),
    ],
    [/après-demain/iu, on(2, EVENING)],
    [/demain matin/iu, on(1, NOON)],
    [/(?:^|\P{L})demain/iu, on(1, EVENING)],
    [/ce soir/iu, on(0, NIGHT)],
    [/(?:aujourd['’]hui|cet après-midi)/iu, on(0, AFTERNOON)],
    [/semaine prochaine/iu, friday(true)],
    [/cette semaine/iu, friday(false)],
    [
      /(?:^|\P{L})(lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)/iu,
      named(starting('lun', 'mar', 'mer', 'jeu', 'ven', 'sam', 'dim')),
    ],
  ],
};

export const PATTERNS: readonly WordPatterns[] = [en, es, zh, ar, de, fr];
