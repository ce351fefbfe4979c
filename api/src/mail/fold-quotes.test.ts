import fc from 'fast-check';
import { expect, test } from 'vitest';
import { foldQuotes } from './fold-quotes.ts';

const QUOTE = '> It is on its way\n> and here tomorrow';
const SAID = 'Thanks!\n\nWhen exactly?';

test.each([
  ['Gmail', 'On Mon, Nov 23, 2026 at 10:00 AM Tea Shop <re+x@reply.example> wrote:'],
  ['Gmail, broken over two lines', 'On Mon, Nov 23, 2026 at 10:00 AM Tea Shop\n<re+x@reply.example> wrote:'],
  ['Apple Mail', 'On 23 Nov 2026, at 10:00, Tea Shop <re+x@reply.example> wrote:'],
  ['German', 'Am Mo., 23. Nov. 2026 um 10:00 Uhr schrieb Tea Shop <re+x@reply.example>:'],
  ['Spanish', 'El lun, 23 nov 2026 a las 10:00, Tea Shop (<re+x@reply.example>) escribió:'],
  ['French', 'Le lun. 23 nov. 2026 à 10:00, Tea Shop <re+x@reply.example> a écrit :'],
  ['Italian', 'Il giorno lun 23 nov 2026 alle ore 10:00 Tea Shop <re+x@reply.example> ha scritto:'],
  ['Portuguese', 'Em seg., 23 de nov. de 2026 às 10:00, Tea Shop <re+x@reply.example> escreveu:'],
  ['Dutch', 'Op ma 23 nov 2026 om 10:00 schreef Tea Shop <re+x@reply.example>:'],
  ['Russian', 'пн, 23 нояб. 2026 г. в 10:00, Tea Shop <re+x@reply.example>:'],
  ['Russian, by name', '23 ноября 2026, 10:00 Tea Shop написал(а):'],
  ['Chinese', 'Tea Shop <re+x@reply.example> 于2026年11月23日周一 10:00写道：'],
  ['Japanese', '2026年11月23日(月) 10:00 Tea Shop <re+x@reply.example>:'],
  ['Korean', '2026년 11월 23일 (월) 오전 10:00, Tea Shop <re+x@reply.example>님이 작성:'],
  ['Arabic', '\u202bفي الاثنين، 23 نوفمبر 2026 في 10:00 ص تمت كتابة ما يلي بواسطة Tea <re+x@reply.example>:\u202c'],
  ['Arabic, Apple', 'في ٢٣ نوفمبر 2026، الساعة 10:00، كتب Tea Shop <re+x@reply.example>:'],
  ['Polish', 'pon., 23 lis 2026 o 10:00 Tea Shop <re+x@reply.example> napisał(a):'],
])('K9 what was quoted below is folded: %s', (_program, introduction) => {
  expect(foldQuotes(`${SAID}\n\n${introduction}\n\n${QUOTE}\n`)).toBe(SAID);
  expect(foldQuotes(`${SAID}\r\n\r\n${introduction.replaceAll('\n', '\r\n')}\r\n${QUOTE}\r\n\r\n-- \r\nAda`)).toBe(
    SAID,
  );
});

const block = (...lines: string[]) => `${lines.join('\n')}\n\nIt is on its way`;

test.each([
  [
    'English',
    block('From: Tea Shop <a@b.example>', 'Sent: Monday, November 23, 2026 10:00', 'To: Ada', 'Subject: Re: Tea'),
  ],
  [
    'after a line',
    `________________________________\n${block('From: Tea <a@b.example>', 'Sent: Monday', 'To: Ada', 'Subject: x')}`,
  ],
  ['bold', block('*From:* Tea', '*Sent:* Monday', '*To:* Ada', '*Subject:* x')],
  ['German', block('Von: Tea', 'Gesendet: Montag, 23. November 2026 10:00', 'An: Ada', 'Betreff: AW: Tee')],
  ['French', block('De : Tea', 'Envoyé : lundi 23 novembre 2026', 'À : Ada', 'Objet : RE: Thé')],
  ['Spanish', block('De: Tea', 'Enviado: lunes', 'Para: Ada', 'Asunto: RE: Té')],
  ['Italian', block('Da: Tea', 'Inviato: lunedì', 'A: Ada', 'Oggetto: R: Tè')],
  ['Chinese', block('发件人: Tea', '发送时间: 2026年11月23日', '收件人: Ada', '主题: 茶')],
  ['Japanese', block('差出人: Tea', '送信日時: 2026年11月23日', '宛先: Ada', '件名: お茶')],
  ['Arabic', block('من: Tea', 'تاريخ الإرسال: 23', 'إلى: Ada', 'الموضوع: شاي')],
  ['original', '-----Original Message-----\nanything at all'],
  ['original, German', '-----Ursprüngliche Nachricht-----\nVon: Tea'],
])('K9 what Outlook appends is folded: %s', (_language, quoted) => {
  expect(foldQuotes(`${SAID}\n\n${quoted}`)).toBe(SAID);
});

test.each([
  ['Sent from my iPhone'],
  ['Get Outlook for Android'],
  ['Von meinem iPhone gesendet'],
  ['Enviado desde mi iPhone'],
  ['Envoyé de mon iPhone'],
  ['发自我的iPhone'],
  ['iPhoneから送信'],
  ['-- \nAda Lovelace\nTea Shop Ltd.\n+44 20 7946 0000'],
])('K9 how one signs is folded: %s', (signature) => {
  expect(foldQuotes(`${SAID}\n\n${signature}\n\nOn Nov 23, 2026, at 10:00, Tea <a@b.example> wrote:\n\n${QUOTE}`)).toBe(
    SAID,
  );
  expect(foldQuotes(`${SAID}\n\n${signature}`)).toBe(SAID);
});

test('K9 words below a quote are what was said', () => {
  expect(foldQuotes(`On Nov 23, 2026, Tea <a@b.example> wrote:\n${QUOTE}\n\n${SAID}`)).toBe(SAID);
  expect(foldQuotes(`${QUOTE}\n\n${SAID}\n\n-- \nAda`)).toBe(SAID);
});

test('K9 answers between the lines stay with what they answer', () => {
  const between = '> When?\n\nTomorrow.\n\n> Where?\n\nAt home.';
  expect(foldQuotes(`On Nov 23, 2026, Tea <a@b.example> wrote:\n${between}`)).toContain(between);
  expect(foldQuotes(`See below.\n\nOn Nov 23, 2026, Tea <a@b.example> wrote:\n${between}\n`)).toContain(between);
});

test.each([
  ['a sentence that looks like a beginning', 'On Monday I wrote:\nplease send it.'],
  ['a list of fields', 'From: Berlin\nThe train is late.'],
  ['a question about who wrote', 'Who wrote: “tea”?'],
  ['two dashes in the text', `One\n--\n${Array.from({ length: 20 }, (_, at) => `line ${at}`).join('\n')}`],
  ['nothing but a quote', QUOTE],
  ['nothing but how one signs', 'Sent from my iPhone'],
])('K9 %s stays', (_what, text) => {
  expect(foldQuotes(text)).toBe(text);
});

test('K9 whatever is written before a quote is kept, line by line', () => {
  const line = fc.stringMatching(/^[a-z ,.!?]{1,40}$/).filter((text) => text.trim() !== '');
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 8 }), (said) => {
      const kept = foldQuotes(`${said.join('\n')}\n\nOn Nov 23, 2026, Tea <a@b.example> wrote:\n${QUOTE}`);
      for (const each of said) expect(kept).toContain(each.trimEnd().trimStart());
      expect(kept).not.toContain('on its way');
    }),
  );
});

test.each([
  ['quote marks', '>'.repeat(200_000)],
  ['lines of quote marks', '>\n'.repeat(50_000)],
  ['beginnings', 'On 1 a@b.example \n'.repeat(20_000)],
  ['headers', 'From: a\n'.repeat(30_000)],
  ['spaces', `${' '.repeat(200_000)}x`],
  ['newlines', '\n'.repeat(200_000)],
])('L5 two hundred thousand %s are read in one pass', (_what, text) => {
  expect(foldQuotes(text)).toBeTypeOf('string');
});
