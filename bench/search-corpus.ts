/** A repeatable source of chance. */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

type Random = () => number;
type Language = { part: number; say(random: Random): string };

const SYLLABLES =
  'ba ce di fo gu har jen kil lom mur na pe qui ro sta tru vel wi xo ya zen sh tion ment er ing ou'.split(' ');
const ACCENTED =
  'bé cè dü fö gà har jeñ kîl lôm mür nà pê qui rø ştá trú vel wí ção ya zeñ sch tion ment er ung ou'.split(' ');
const ARABIC = 'با تا ثو جي حر خل در سم شر صن طف عل غن فا قل كم لو مي نر هد وا يت'.split(' ');
const THAI = (
  'ฉัน คุณ ต้องการ คืน เงิน สินค้า ส่ง ของ ราคา ซื้อ ขาย ร้าน ช่วย ได้ ไหม ครับ ค่ะ ไม่ มี เสีย ใหม่ เปลี่ยน ที่อยู่ บัตร ' +
  'จ่าย โทรศัพท์ วันนี้ พรุ่งนี้ รอ นาน แล้ว ยัง ไม่ได้ รับ ถ้วย ชา กาน้ำชา แตก สี ขนาด ใหญ่ เล็ก ขอบคุณ สวัสดี ปัญหา'
).split(' ');
const KANJI = Array.from({ length: 2_400 }, (_, i) => String.fromCodePoint(0x4e00 + i * 7));
const KATAKANA = Array.from(
  'アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワンー',
);
const PARTICLES = ['は', 'が', 'を', 'に', 'で', 'と', 'です', 'ます', 'した', 'ください'];

const made = (count: number, word: (random: Random) => string, random: Random): string[] =>
  Array.from({ length: count }, () => word(random));
const some = <Item>(items: readonly Item[], random: Random): Item => items[Math.floor(random() * items.length)] as Item;
/** A few words are said all the time, most hardly ever. */
const often = <Item>(items: readonly Item[], random: Random): Item =>
  items[Math.floor(items.length ** random()) - 1] as Item;

const joined = (syllables: readonly string[]) => (random: Random) =>
  Array.from({ length: 1 + Math.floor(random() * 4) }, () => some(syllables, random)).join('');

const lots = randomOf(7);
const english = made(60_000, joined(SYLLABLES), lots);
const accented = made(40_000, joined(ACCENTED), lots);
const arabic = made(20_000, joined(ARABIC), lots);
const chinese = made(12_000, (random) => often(KANJI, random) + often(KANJI, random), lots);
const katakana = made(
  4_000,
  (random) => made(2 + Math.floor(random() * 4), () => some(KATAKANA, random), random).join(''),
  lots,
);

const sentence = (words: readonly string[], between: string) => (random: Random) =>
  Array.from({ length: 5 + Math.floor(random() * 20) }, () => slip(often(words, random), random)).join(between);

/** One word in fifty has a letter too few. */
const slip = (word: string, random: Random) =>
  random() < 0.02 && word.length > 4 ? word.slice(0, 3) + word.slice(4) : word;

const LANGUAGES: readonly Language[] = [
  { part: 0.55, say: sentence(english, ' ') },
  { part: 0.15, say: sentence(accented, ' ') },
  {
    part: 0.12,
    say: (random) => Array.from({ length: 4 + Math.floor(random() * 10) }, () => often(chinese, random)).join(''),
  },
  {
    part: 0.08,
    say: (random) =>
      Array.from(
        { length: 4 + Math.floor(random() * 8) },
        () => (random() < 0.3 ? often(katakana, random) : often(chinese, random)) + some(PARTICLES, random),
      ).join(''),
  },
  {
    part: 0.05,
    say: (random) => Array.from({ length: 6 + Math.floor(random() * 12) }, () => often(THAI, random)).join(''),
  },
  { part: 0.05, say: sentence(arabic, ' ') },
];

/** What somebody writes, in one of six languages; one in ten names an order. */
export function message(random: Random): string {
  const chance = random();
  const language = LANGUAGES.find(
    (_, at) => chance < LANGUAGES.slice(0, at + 1).reduce((sum, { part }) => sum + part, 0),
  );
  const order = random() < 0.1 ? ` INV${Math.floor(random() * 10_000_000)}` : '';
  return `${language?.say(random)}${order}`;
}

export const person = (random: Random) => {
  const [first, last] = [often(english, random), often(english, random)];
  return { name: `${first} ${last}`, email: `${first}.${last}${Math.floor(random() * 1_000)}@mail.example` };
};

/** What an agent types: whole words and beginnings, common ones and rare, with slips, in every script. */
export function question(random: Random): string {
  const kind = random();
  const word = () => english[Math.floor(english.length ** (0.3 + 0.7 * random())) - 1] as string;
  if (kind < 0.12) return often(english, random);
  if (kind < 0.24) return `${often(english, random)} ${often(english, random)}`;
  if (kind < 0.36) return `${word()} ${word()}`;
  if (kind < 0.48) return word().slice(0, 2 + Math.floor(random() * 3));
  if (kind < 0.6) return swapped(word());
  if (kind < 0.64) return often(english, random).slice(0, 1);
  if (kind < 0.76) return often(chinese, random) + (random() < 0.5 ? often(chinese, random) : '');
  if (kind < 0.82) return often(katakana, random);
  if (kind < 0.88) return often(THAI, random) + often(THAI, random);
  if (kind < 0.92) return often(arabic, random);
  if (kind < 0.96) return person(random).email;
  return `INV${Math.floor(random() * 10_000_000)}`;
}

function swapped(word: string): string {
  if (word.length < 4) return word;
  return word.slice(0, 1) + word[2] + word[1] + word.slice(3);
}
