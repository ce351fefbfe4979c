import type { Audience } from '@everthread/shared/models/article';
import { ArticleId } from '@everthread/shared/models/ids';
import { expect, test } from 'vitest';
import { countTrips } from '../../test/count-trips.ts';
import { newKnowledge } from '../../test/knowledge.ts';
import { testSurroundings } from '../../test/surroundings.ts';
import { IN_ARABIC, IN_CHINESE, IN_RUSSIAN, IN_THAI, IN_VIETNAMESE, TEA_SHOP } from '../../test/tea-shop.ts';
import { changeArticle, removeArticle } from '../articles/change-article.ts';
import { createArticle } from '../articles/create-articles.ts';
import { publishVariant, unpublishVariant } from '../articles/publish-variant.ts';
import { saveVariant } from '../articles/save-variant.ts';
import { readVersion } from '../articles/versions.ts';
import { askArticles } from './ask-articles.ts';

const surroundings = await testSurroundings();
const VISITOR: Audience[] = ['everyone'];

const english = await newKnowledge(surroundings, TEA_SHOP);
const mixed = await newKnowledge(surroundings, [
  ...TEA_SHOP,
  ...IN_CHINESE,
  ...IN_ARABIC,
  ...IN_THAI,
  ...IN_RUSSIAN,
  ...IN_VIETNAMESE,
]);

test.each([
  ['How do I get a refund for my teapot?', 'Returning', 'We refund the price to the card'],
  ['how many days does delivery abroad take', 'How long', 'five to eight'],
  ['forgot my passwrod, cannot sign in', 'Changing', 'Change password'],
  ['Can I put the teapots in the dishwasher?', 'Cleaning', 'a dishwasher lets it rust'],
  ['Are you open on Sundays?', 'Opening', 'On Sundays and Mondays it is closed'],
])('%s', async (question, title, words) => {
  const { outcome, found, quotes } = await askArticles(english.workspace, question, VISITOR);
  expect([outcome, found[0]?.articleId]).toEqual(['answer', english.idOf(title)]);
  expect(quotes[0]?.text).toContain(words);
});

test.each([
  ['怎么退款？', '如何申请退款'],
  ['包裹几天能到', '配送'],
  ['如何修改密碼和帳戶', '修改密码'],
  ['鑄鐵壺怎麼清潔', '铸铁壶'],
  ['茶壶能用洗碗机洗吗', '铸铁壶'],
  ['كيف يمكنني استرداد أموالي', 'كيف أسترد'],
  ['ما هي طرق الدفع عندكم', 'طرق الدفع'],
  ['อยากขอคืนเงินทำอย่างไร', 'ขอคืนเงิน'],
  ['ร้านเปิดกี่โมง', 'เวลาเปิดร้าน'],
  ['Как мне вернуть деньги за чайник?', 'Возврат'],
  ['способы оплаты заказов', 'Оплата'],
  ['Làm sao để đổi mật khẩu?', 'Đổi mật khẩu'],
  ['quen mat khau', 'Đổi mật khẩu'],
  ['cửa hàng mở cửa lúc mấy giờ', 'Giờ mở cửa'],
])('%s is answered by an article in its own language', async (question, title) => {
  const { outcome, found } = await askArticles(mixed.workspace, question, VISITOR);
  expect([outcome, found[0]?.articleId]).toEqual(['answer', mixed.idOf(title)]);
});

test('a number is found in whichever digits it is written', async () => {
  const { workspace, idOf } = await newKnowledge(surroundings, [
    { title: 'الطراز ٣٠٤', body: 'يصنع الإبريق ٣٠٤ من الحديد الزهر.', language: 'ar' },
    { title: 'الطراز 710', body: 'يصنع الإبريق 710 من الخزف.', language: 'ar' },
  ]);
  for (const [question, title] of [
    ['مم يصنع الإبريق 304؟', 'الطراز ٣٠٤'],
    ['مم يصنع الإبريق ۷۱۰؟', 'الطراز 710'],
  ] as const) {
    const { found } = await askArticles(workspace, question, VISITOR);
    expect(found[0]?.articleId, question).toBe(idOf(title));
  }
});

test('J11 what no article answers is a person’s', async () => {
  for (const question of [
    'Who won the football match yesterday?',
    'Please write me a poem about the moon',
    '…',
    '',
    '👍',
  ]) {
    expect((await askArticles(english.workspace, question, VISITOR)).outcome, question).not.toBe('answer');
  }
});

test.each([
  '如何申请退款？',
  '¿Cómo puedo devolver la tetera y cuándo me devuelven el dinero?',
  'Wie bekomme ich mein Geld für die Teapot zurück?',
  'كيف أسترد أموالي؟',
])('asked in a language in which nothing is written, nothing is found: %s', async (question) => {
  expect(await askArticles(english.workspace, question, VISITOR)).toEqual({
    outcome: 'handover',
    sure: 0,
    found: [],
    quotes: [],
    choices: [],
  });
});

test('a word of another language in which something is written is no slip of English', async () => {
  const { workspace, idOf } = await newKnowledge(surroundings, [
    ...TEA_SHOP,
    { title: 'PayPal', body: 'Pay an order with PayPal when you check out.' },
    { title: 'Pagar con PayPal', language: 'es', body: 'Paga tu orden con PayPal al terminar la compra.' },
    { title: 'Devoluciones', language: 'es', body: 'Devuelve la tetera en treinta días y te pagamos el precio.' },
    { title: 'Horario', language: 'es', body: 'La tienda abre de martes a sábado, de diez a seis.' },
  ]);
  const { found, quotes } = await askArticles(workspace, 'orden PayPal', VISITOR);
  expect(found[0]?.articleId).toBe(idOf('Pagar'));
  expect(quotes[0]?.text).toContain('tu orden con PayPal');
});

test('a quote stands, to the letter, in the version that it names', async () => {
  const { quotes } = await askArticles(english.workspace, 'When is my money refunded?', VISITOR);
  const [quote] = quotes;
  if (!quote) throw new Error('There is an answer');
  const { body } = await readVersion(english.owner, quote.articleId, quote.language, quote.version);
  expect(body.slice(quote.fromChar, quote.fromChar + quote.text.length)).toBe(quote.text);
  expect(quote.heading).toBe('Your money');
});

test('J11 where articles contradict each other neither is given as the answer: both are offered, each in its own words', async () => {
  const written = [
    { title: 'Sending a cup back', body: 'A cup can be sent back within thirty days.' },
    { title: 'Sending a cup back', body: 'A cup can be sent back within fourteen days.' },
  ];
  const { workspace, known } = await newKnowledge(surroundings, [...TEA_SHOP, ...written]);
  for (const question of ['Within how many days can I send a cup back?', 'Can a cup be sent back?']) {
    const { outcome, choices } = await askArticles(workspace, question, VISITOR);
    expect(outcome, question).not.toBe('answer');
    const told = choices.slice(0, 2).map(({ articleId, text }) => ({ articleId, text }));
    expect(told).toHaveLength(2);
    for (const each of known.slice(-2)) expect(told).toContainEqual({ articleId: each.id, text: each.body });
  }
});

test('an article whose body shares no word with the question is answered from its beginning', async () => {
  const { workspace } = await newKnowledge(surroundings, [
    ...TEA_SHOP,
    { title: 'Do you ship to Norway?', body: 'Yes.\n\nWithin six days.' },
  ]);
  const { outcome, quotes } = await askArticles(workspace, 'Do you ship to Norway', VISITOR);
  expect([outcome, quotes[0]?.text]).toEqual(['answer', 'Yes.']);
});

test('J3 each reader is told only of what is for him, and nobody of what is not published', async () => {
  const secret = 'The password of the warehouse door is cinnamon.';
  const { workspace, owner, lookThrough, idOf } = await newKnowledge(surroundings, [
    ...TEA_SHOP,
    { title: 'Warehouse door', body: secret, audience: 'internal' },
    { title: 'Wholesale prices', body: 'Wholesale customers pay a third less.', audience: 'verified' },
  ]);
  const titles = async (question: string, audiences: Audience[]) =>
    (await askArticles(workspace, question, audiences)).found.map(({ articleId }) => articleId);
  const [door, prices] = [idOf('Warehouse'), idOf('Wholesale')];

  expect(await titles('password of the warehouse door', VISITOR)).not.toContain(door);
  expect(await titles('password of the warehouse door', ['everyone', 'verified'])).not.toContain(door);
  expect(await titles('password of the warehouse door', ['everyone', 'verified', 'internal'])).toContain(door);
  expect(await titles('wholesale prices', VISITOR)).not.toContain(prices);
  expect(await titles('wholesale prices', ['everyone', 'verified'])).toContain(prices);

  // At once, though nobody has looked through it since.
  await changeArticle(owner, prices, { audience: 'internal' });
  expect(await titles('wholesale prices', ['everyone', 'verified'])).not.toContain(prices);
  await lookThrough([prices]);
  expect(await titles('wholesale prices', ['everyone', 'verified'])).not.toContain(prices);
  expect(await titles('wholesale prices', ['internal'])).toEqual([prices]);
});

test('what is written is found once it is published, as it was published, and no longer than that', async () => {
  const { workspace, owner, idOf, lookThrough } = await newKnowledge(surroundings, TEA_SHOP);
  const id = idOf('Gift');
  const asked = async () => {
    const { found, quotes } = await askArticles(workspace, 'What does gift wrapping with a ribbon cost?', VISITOR);
    return found[0]?.articleId === id ? quotes[0]?.text : undefined;
  };
  const before = await asked();
  expect(before).toContain('two euros');
  await saveVariant(owner, id, 'en', {
    base: 1,
    title: 'Gift wrapping',
    body: 'Wrapping with a ribbon is free.',
    wordings: [],
  });
  await lookThrough([id]);
  expect(await asked()).toBe(before);

  await publishVariant(owner, id, 'en', { base: 2 });
  await lookThrough([id]);
  expect(await asked()).toBe('Wrapping with a ribbon is free.');
  await unpublishVariant(owner, id, 'en');
  expect(await asked()).toBeUndefined();
  await lookThrough([id]);
  expect(await asked()).toBeUndefined();
  await publishVariant(owner, id, 'en', { base: 2 });
  await removeArticle(owner, id);
  await lookThrough([id]);
  expect(await asked()).toBeUndefined();
});

test('J3 no question reaches another workspace', async () => {
  const there = await newKnowledge(surroundings, [{ title: 'Zebra handling', body: 'Zebras are fed at noon.' }]);
  await createArticle(there.owner, {
    id: ArticleId.parse(surroundings.newId()),
    audience: 'everyone',
    language: 'en',
    title: 'Zebra drafts',
    body: 'Zebras are fed at night.',
    wordings: [],
  });
  const here = await askArticles(english.workspace, 'When are the zebras fed? Zebra handling', [
    'everyone',
    'verified',
    'internal',
  ]);
  expect(here.found.map(({ articleId }) => articleId)).not.toContain(there.idOf('Zebra'));
  expect((await askArticles(there.workspace, 'When are the zebras fed?', VISITOR)).found).toMatchObject([
    { articleId: there.idOf('Zebra') },
  ]);
});

test('it is one trip', async () => {
  expect(await countTrips(() => askArticles(english.workspace, 'How do I return a teapot?', VISITOR))).toBe(1);
});
