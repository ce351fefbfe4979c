import { expect, test } from 'vitest';
import { FlowPlan } from '../models/flow.ts';
import { advance, type FlowDoing, type FlowInput, type FlowState } from './advance-flow.ts';
import { flowFor, type Knock } from './begin-flow.ts';
import { readAnswer, readFields } from './flow-answers.ts';
import { type FlowFacts, NO_FACTS } from './flow-facts.ts';
import { allSteps, FLOW_LANGUAGES } from './flow-steps.ts';
import { FLOW_TEMPLATES } from './flow-templates.ts';

/** What a flow does while all this happens, one after the other. */
function run(
  plan: FlowPlan,
  inputs: readonly FlowInput[],
  language: (typeof FLOW_LANGUAGES)[number] = 'en',
  facts: Partial<FlowFacts> = {},
) {
  let state: FlowState = { name: 'new' };
  const doings: FlowDoing[] = [];
  for (const input of [{ kind: 'begun' } as const, ...inputs]) {
    const turn = advance(plan, state, input, { atMs: 0, language, facts: { ...NO_FACTS, ...facts } });
    state = turn.state;
    doings.push(...turn.doings);
  }
  return { state, doings, said: doings.flatMap((doing) => (doing.do === 'say' ? doing.text : [])) };
}
const says = (text: string): FlowInput => ({ kind: 'said', text });

test('the shop asks for an order, looks it up, and says in plain words what it found', () => {
  const { state, said, doings } = run(FLOW_TEMPLATES.shop, [
    says('where is my order'),
    says('it is TS-10423 I think'),
    says('ines@example.com'),
    { kind: 'looked-up', fields: { status: 'on its way', arrives: 'tomorrow' } },
    says('Yes, thank you'),
  ]);
  expect(said).toContain('Order TS-10423: on its way. It should arrive: tomorrow.');
  expect(doings).toContainEqual({
    do: 'look-up',
    url: 'https://shop.example.com/order-status',
    sends: { order: 'TS-10423', mail: 'ines@example.com' },
    uses: ['status', 'arrives'],
  });
  expect(doings).toContainEqual({ do: 'keep', name: 'order', value: 'TS-10423' });
  expect(state).toMatchObject({ name: 'ended', how: 'done' });
});

test('what is typed by hand counts as a choice: by its words, in any language, or by its number', () => {
  for (const typed of [
    'Where is my order?',
    'where is my order',
    '1',
    '١',
    '¿Dónde está mi pedido?',
    '我的订单在哪里',
  ]) {
    expect(run(FLOW_TEMPLATES.shop, [says(typed)]).said.at(-1), typed).toContain('order number');
  }
});

test('what is no answer is asked for again, and the third time a person is brought with what is known', () => {
  const { state, doings, said } = run(FLOW_TEMPLATES.shop, [
    says('1'),
    says('TS-10423'),
    says('my mail'),
    says('my other mail'),
    says('what?'),
  ]);
  expect(said.filter((text) => text.includes('does not look like a mail address'))).toHaveLength(2);
  expect(doings.at(-1)).toEqual({ do: 'hand-over', why: 'turns' });
  expect(state).toMatchObject({ how: 'person', answers: { order: 'TS-10423' } });
});

test('a look-up that failed brings a person', () => {
  const asked = [says('1'), says('10423'), says('a@example.com')];
  const { doings } = run(FLOW_TEMPLATES.shop, [...asked, { kind: 'looked-up', fields: null }]);
  expect(doings.at(-1)).toEqual({ do: 'hand-over', why: 'failed' });
});

test.each(Object.entries(FLOW_TEMPLATES))(
  'the template %s is a flow, and says everything in all languages',
  (_, plan) => {
    expect(FlowPlan.parse(plan)).toEqual(plan);
    for (const step of allSteps(plan.steps)) {
      const spoken = [
        ...('words' in step && step.words ? [step.words] : []),
        ...(step.kind === 'choose' ? step.choices.map(({ words }) => words) : []),
      ];
      for (const words of spoken) expect(Object.keys(words).toSorted()).toEqual([...FLOW_LANGUAGES].toSorted());
    }
    const firstWords = FLOW_LANGUAGES.map((language) => run(plan, [], language).said[0]);
    expect(new Set(firstWords).size).toBe(FLOW_LANGUAGES.length);
  },
);

test('a plan with two steps of one id, without words, or deeper than three choices is none', () => {
  const [step] = FLOW_TEMPLATES.clinic.steps;
  expect(FlowPlan.safeParse({ ...FLOW_TEMPLATES.clinic, steps: [step, step] }).success).toBe(false);
  expect(FlowPlan.safeParse({ ...FLOW_TEMPLATES.clinic, steps: [] }).success).toBe(false);
  expect(FlowPlan.safeParse({ ...FLOW_TEMPLATES.clinic, steps: [{ kind: 'say', id: 'a', words: {} }] }).success).toBe(
    false,
  );
  let deep: object[] = [{ kind: 'search', id: 'end' }];
  for (let depth = 0; depth < 4; depth += 1) {
    const other = { id: `o${depth}`, words: { en: 'Other' }, steps: [] };
    deep = [
      {
        kind: 'choose',
        id: `s${depth}`,
        words: { en: '?' },
        choices: [{ id: `c${depth}`, words: { en: 'On' }, steps: deep }, other],
      },
    ];
  }
  expect(FlowPlan.safeParse({ ...FLOW_TEMPLATES.clinic, steps: deep }).success).toBe(false);
});

const knock: Knock = { ...NO_FACTS, text: 'Hello', isFirst: true, isHandedOver: false };
const HOUR_MS = 60 * 60_000;
const STEPS: FlowPlan['steps'] = [{ kind: 'say', id: 'a', words: { en: 'Hello' } }];
const withConditions = (...conditions: FlowPlan['conditions']) => [
  { plan: { trigger: 'any-message' as const, conditions, steps: STEPS } },
];

test.each<[string, FlowPlan['conditions'][number], Partial<Knock>, Partial<Knock>]>([
  ['words', { kind: 'words', anyOf: ['order'] }, { text: 'My ORDER, please!' }, { text: 'The border' }],
  ['words without spaces', { kind: 'words', anyOf: ['订单'] }, { text: '我的订单在哪里' }, { text: '你好' }],
  ['page', { kind: 'page', contains: '/checkout' }, { pageUrl: 'https://shop.test/Checkout/1' }, { pageUrl: null }],
  ['language', { kind: 'language', language: 'zh' }, { language: 'zh-Hans' }, { language: 'es' }],
  ['hours', { kind: 'outside-hours' }, { isOpen: false }, { isOpen: null }],
  ['hours, while open', { kind: 'within-hours' }, { isOpen: true }, { isOpen: null }],
  ['being signed in', { kind: 'signed-in', isSignedIn: true }, { isSignedIn: true }, {}],
  ['being a stranger', { kind: 'signed-in', isSignedIn: false }, {}, { isSignedIn: true }],
  [
    'an open question',
    { kind: 'open-question', hours: 12 },
    { atMs: 13 * HOUR_MS, openQuestion: { text: 'Where?', askedAtMs: 0, leftAtMs: HOUR_MS }, isHandedOver: true },
    { atMs: 13 * HOUR_MS, openQuestion: { text: 'Where?', askedAtMs: 0, leftAtMs: 2 * HOUR_MS } },
  ],
  ['attribute', { kind: 'attribute', name: 'plan', value: 'Pro' }, { attributes: { plan: 'pro' } }, { attributes: {} }],
])('a flow begins by %s, and not otherwise', (_, condition, fits, fitsNot) => {
  expect(flowFor(withConditions(condition), { ...knock, ...fits })).toBeDefined();
  expect(flowFor(withConditions(condition), { ...knock, ...fitsNot })).toBeUndefined();
});

test('of several that fit the first begins, and one for first messages begins with no other', () => {
  const [first, second] = [
    { id: 1, plan: FLOW_TEMPLATES.clinic },
    { id: 2, plan: { ...FLOW_TEMPLATES.shop, conditions: [] } },
  ];
  expect(flowFor([first, second], knock)?.id).toBe(1);
  expect(flowFor([first, second], { ...knock, isFirst: false })?.id).toBe(2);
});

test('one begins with a message for which an answer was promised, one that shows words on a page with the first, one without steps never', () => {
  const begins = (trigger: FlowPlan['trigger'], over: Partial<Knock>, steps = STEPS) =>
    flowFor([{ plan: { trigger, conditions: [], steps } }], { ...knock, ...over }) !== undefined;
  expect([begins('promise', {}), begins('promise', { promisedAtMs: 1, isFirst: false })]).toEqual([false, true]);
  expect([begins('page', {}), begins('page', { isFirst: false }), begins('page', {}, [])]).toEqual([
    true,
    false,
    false,
  ]);
  expect(begins('any-message', { isHandedOver: true })).toBe(false);
});

const branching: FlowPlan = {
  name: 'Branching',
  trigger: 'first-message',
  conditions: [],
  steps: [
    {
      kind: 'if',
      id: 'open',
      conditions: [{ kind: 'within-hours' }, { kind: 'signed-in', isSignedIn: true }],
      steps: [
        { kind: 'ask', id: 'q', name: 'plan', wants: 'text', words: { en: 'Which plan?' } },
        {
          kind: 'if',
          id: 'big',
          conditions: [{ kind: 'known', name: 'plan', value: 'big' }],
          steps: [{ kind: 'promise', id: 'p', words: { en: 'We know about {plan}.' } }],
          otherwise: [],
        },
      ],
      otherwise: [{ kind: 'say', id: 'closed', words: { en: 'We are closed.' } }],
    },
    { kind: 'say', id: 'end', words: { en: 'Thank you.' } },
  ],
};

test('of steps with conditions those are taken that hold, and then what stands behind them', () => {
  expect(FlowPlan.parse(branching)).toEqual(branching);
  expect(run(branching, []).said).toEqual(['We are closed.', 'Thank you.']);
  const facts = { isOpen: true, isSignedIn: true };
  expect(run(branching, [says('small')], 'en', facts).said).toEqual(['Which plan?', 'Thank you.']);
  const { said, doings, state } = run(branching, [says('BIG!')], 'en', facts);
  expect(said).toEqual(['Which plan?', 'Thank you.']);
  expect(doings).toContainEqual({ do: 'promise', text: 'We know about BIG!.' });
  expect(state).toMatchObject({ promise: 'We know about BIG!.' });
});

test('what was chosen in one language holds where the condition names it in another, and no other choice does', () => {
  const is = (value: string): FlowPlan => ({
    ...branching,
    steps: [
      ...FLOW_TEMPLATES.bank.steps.slice(1, 2),
      {
        kind: 'if',
        id: 'stolen',
        conditions: [{ kind: 'known', name: 'what', value }],
        steps: [{ kind: 'say', id: 'police', words: { en: 'Police' } }],
        otherwise: [{ kind: 'say', id: 'look', words: { en: 'Look' } }],
      },
    ],
  });
  for (const typed of ['1', '2'])
    for (const value of ['My card was stolen', 'me han robado la tarjeta'])
      expect(run(is(value), [says(typed)], 'es').said.at(-1)).toBe(typed === '2' ? 'Police' : 'Look');
});

test('a look-up may be asked with what an earlier one found', () => {
  const lookUp = { kind: 'look-up', url: 'https://shop.example.com/' } as const;
  const plan: FlowPlan = {
    ...branching,
    steps: [
      { ...lookUp, id: 'one', sends: [], uses: ['customer'] },
      { ...lookUp, id: 'two', sends: ['customer'], uses: ['status'] },
    ],
  };
  const { doings } = run(plan, [{ kind: 'looked-up', fields: { customer: 'C-7' } }]);
  expect(doings.at(-1)).toMatchObject({ do: 'look-up', sends: { customer: 'C-7' } });
});

test('who comes back is asked about his open question, in his language, and by when he is answered can be said', () => {
  const facts = {
    atMs: 26 * HOUR_MS,
    openQuestion: { text: 'Where   is my order?', askedAtMs: 0, leftAtMs: 0 },
    promisedAtMs: 26 * HOUR_MS + 20 * 60_000,
  };
  const words = { en: '{asked}: {open_question} {promised}', es: '{asked}', zh: '{asked}', ar: '{asked}' };
  const plan: FlowPlan = { ...branching, steps: [{ kind: 'say', id: 'a', words }] };
  expect(run(plan, [], 'en', facts).said).toEqual(['yesterday: Where is my order? in 20 minutes']);
  expect(run(plan, [], 'es', facts).said).toEqual(['ayer']);
  expect(run(plan, [], 'zh', facts).said).toEqual(['昨天']);
  expect(run(plan, [], 'ar', facts).said).toEqual(['أمس']);
});

test('words are shown on a page where that is the trigger, and by no other', () => {
  const shows = { words: { en: 'May I help?' }, afterSeconds: 20 };
  expect(FlowPlan.safeParse({ ...branching, trigger: 'page', shows, steps: [] }).success).toBe(true);
  expect(FlowPlan.safeParse({ ...branching, trigger: 'page' }).success).toBe(false);
  expect(FlowPlan.safeParse({ ...branching, shows }).success).toBe(false);
});

test.each([
  ['mail', 'Write to INES@Example.com, please', 'INES@Example.com'],
  ['mail', 'ines@example', undefined],
  ['order-number', 'My order is #TS-10423!', 'TS-10423'],
  ['order-number', 'رقم الطلب ١٠٤٢٣', '10423'],
  ['order-number', '订单号是ＴＳ－１０４２３。', 'TS-10423'],
  ['order-number', '我的订单号是10423号', '10423'],
  ['mail', '我的邮箱是ines@example.com谢谢', 'ines@example.com'],
  ['mail', 'ｉｎｅｓ＠ｅｘａｍｐｌｅ．ｃｏｍ', 'ines@example.com'],
  ['order-number', 'I bought 2 cups', undefined],
  ['order-number', 'no idea', undefined],
  ['text', '   ', undefined],
] as const)('as %s, %j is %j', (wants, text, value) => expect(readAnswer(wants, text)).toBe(value));

test('of what a look-up answered only named fields are used, and only what can be said as it is', () => {
  expect(readFields({ status: 'sent\u0007 \n on', count: 3, secret: 'x' }, ['status', 'count'])).toEqual({
    status: 'sent on',
    count: '3',
  });
  for (const answered of [
    null,
    'sent',
    ['sent'],
    {},
    { status: null },
    { status: { toString: 'x' } },
    { status: '' },
    { status: '\u202e' },
    { status: 'x'.repeat(201) },
    { status: 'see https://evil.test' },
    { status: '[click](mailto:a)' },
    { status: 'WWW.evil.test' },
    JSON.parse('{"__proto__": {"status": "sent"}}'),
  ]) {
    expect(readFields(answered, ['status']), JSON.stringify(answered)).toBeUndefined();
  }
});
