import type { FlowPlan } from '../models/flow.ts';

/** For anybody: who comes back is asked whether it is about his question that is still open. */
export const returningTemplate: FlowPlan = {
  name: 'Welcome back',
  trigger: 'any-message',
  conditions: [{ kind: 'open-question', hours: 12 }],
  steps: [
    {
      kind: 'choose',
      id: 'about',
      name: 'about',
      words: {
        en: 'Welcome back! Is it about your question from {asked}, “{open_question}”, which is still open?',
        zh: '欢迎回来！是关于您{asked}提出、仍待回复的问题吗：“{open_question}”？',
        es: '¡Hola de nuevo! ¿Es sobre tu pregunta, «{open_question}» ({asked}), que sigue abierta?',
        ar: 'مرحبًا بعودتك! هل الأمر يخص سؤالك المطروح {asked}: «{open_question}»، الذي ما زال مفتوحًا؟',
      },
      choices: [
        {
          id: 'yes',
          words: { en: 'Yes, about that', zh: '是的', es: 'Sí, es sobre eso', ar: 'نعم، بخصوصه' },
          steps: [
            {
              kind: 'person',
              id: 'same',
              words: {
                en: 'Thank you. Your question waits for our team, together with what you have just written.',
                zh: '谢谢。您的问题连同刚才的留言，已在等待我们团队回复。',
                es: 'Gracias. Tu pregunta espera a nuestro equipo, junto con lo que acabas de escribir.',
                ar: 'شكرًا. سؤالك بانتظار فريقنا، مع ما كتبته الآن.',
              },
            },
          ],
        },
        {
          id: 'no',
          words: { en: 'No, something else', zh: '不是，是别的事', es: 'No, otra cosa', ar: 'لا، أمر آخر' },
          steps: [
            {
              kind: 'ask',
              id: 'what',
              name: 'new_question',
              wants: 'text',
              words: {
                en: 'What is it about?',
                zh: '请问是什么问题？',
                es: '¿De qué se trata?',
                ar: 'ما الموضوع؟',
              },
            },
            {
              kind: 'person',
              id: 'other',
              words: {
                en: 'Thank you. I have told our team that it is about something else as well.',
                zh: '谢谢。我已告知团队，您还有别的问题。',
                es: 'Gracias. He avisado a nuestro equipo de que se trata además de otra cosa.',
                ar: 'شكرًا. أخبرتُ فريقنا أن الأمر يخص شيئًا آخر أيضًا.',
              },
            },
          ],
        },
      ],
    },
  ],
};
