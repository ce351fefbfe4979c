import type { FlowPlan } from '../models/flow.ts';

/** A SaaS: a bug is reported with what is needed to find it. */
export const saasTemplate: FlowPlan = {
  name: 'Report a bug',
  trigger: 'any-message',
  conditions: [
    {
      kind: 'words',
      anyOf: ['bug', 'broken', 'error', 'crash', 'crashes', 'fallo', 'roto', '错误', '崩溃', '故障', 'خطأ', 'عطل'],
    },
  ],
  steps: [
    {
      kind: 'choose',
      id: 'what',
      words: {
        en: 'Hello! Has something gone wrong?',
        zh: '您好！是出了什么问题吗？',
        es: '¡Hola! ¿Ha fallado algo?',
        ar: 'مرحبًا! هل حدث خطأ ما؟',
      },
      choices: [
        {
          id: 'bug',
          words: { en: 'Report a bug', zh: '报告故障', es: 'Informar de un fallo', ar: 'الإبلاغ عن خطأ' },
          steps: [
            {
              kind: 'ask',
              id: 'done',
              name: 'steps',
              wants: 'text',
              words: {
                en: 'What did you do just before?',
                zh: '出问题之前您做了什么？',
                es: '¿Qué hiciste justo antes?',
                ar: 'ماذا فعلت قبل ذلك مباشرة؟',
              },
            },
            {
              kind: 'ask',
              id: 'seen',
              name: 'seen',
              wants: 'text',
              words: {
                en: 'And what did you see instead of what you expected? An error’s words help.',
                zh: '您看到了什么，与预期有何不同？错误信息会很有帮助。',
                es: '¿Y qué viste en lugar de lo que esperabas? Ayudan las palabras del error.',
                ar: 'وماذا رأيت بدلًا مما توقعت؟ نص الخطأ يفيدنا.',
              },
            },
            {
              kind: 'choose',
              id: 'how-bad',
              name: 'works_on',
              words: {
                en: 'Can you go on working?',
                zh: '您还能继续工作吗？',
                es: '¿Puedes seguir trabajando?',
                ar: 'هل يمكنك متابعة العمل؟',
              },
              choices: [
                {
                  id: 'blocked',
                  words: { en: 'No, it stops me', zh: '不能', es: 'No, me impide seguir', ar: 'لا، توقف عملي' },
                  steps: [],
                },
                { id: 'around', words: { en: 'Yes', zh: '可以', es: 'Sí', ar: 'نعم' }, steps: [] },
              ],
            },
            { kind: 'person', id: 'to-person' },
          ],
        },
        {
          id: 'question',
          words: { en: 'I have a question', zh: '我有疑问', es: 'Tengo una pregunta', ar: 'لدي سؤال' },
          steps: [
            {
              kind: 'ask',
              id: 'about',
              name: 'question',
              wants: 'text',
              words: {
                en: 'What would you like to know?',
                zh: '您想了解什么？',
                es: '¿Qué quieres saber?',
                ar: 'ماذا تود أن تعرف؟',
              },
            },
            { kind: 'search', id: 'articles' },
          ],
        },
      ],
    },
  ],
};
