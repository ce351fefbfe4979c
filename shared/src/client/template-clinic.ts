import type { FlowPlan } from '../models/flow.ts';

/** A clinic: an appointment. Nothing of an illness is asked. */
export const clinicTemplate: FlowPlan = {
  name: 'Appointment',
  trigger: 'first-message',
  conditions: [],
  steps: [
    {
      kind: 'say',
      id: 'emergency',
      words: {
        en: 'Hello! In an emergency please call the emergency number, do not wait here.',
        zh: '您好！如遇紧急情况，请直接拨打急救电话，不要在此等候。',
        es: '¡Hola! En una urgencia llama al número de emergencias, no esperes aquí.',
        ar: 'مرحبًا! في الحالات الطارئة اتصل برقم الطوارئ ولا تنتظر هنا.',
      },
    },
    {
      kind: 'choose',
      id: 'what',
      name: 'wish',
      words: {
        en: 'What can we do for you?',
        zh: '我们能为您做什么？',
        es: '¿Qué podemos hacer por ti?',
        ar: 'كيف يمكننا مساعدتك؟',
      },
      choices: [
        {
          id: 'new',
          words: { en: 'Make an appointment', zh: '预约', es: 'Pedir una cita', ar: 'حجز موعد' },
          steps: [
            {
              kind: 'ask',
              id: 'days',
              name: 'days',
              wants: 'text',
              words: {
                en: 'Which days and times suit you?',
                zh: '您方便的日期和时间？',
                es: '¿Qué días y horas te convienen?',
                ar: 'ما الأيام والأوقات المناسبة لك؟',
              },
            },
          ],
        },
        {
          id: 'move',
          words: { en: 'Move or cancel one', zh: '改期或取消', es: 'Cambiar o anular una', ar: 'تغيير موعد أو إلغاؤه' },
          steps: [
            {
              kind: 'ask',
              id: 'which',
              name: 'appointment',
              wants: 'text',
              words: {
                en: 'When is the appointment now?',
                zh: '现在预约的时间是？',
                es: '¿Cuándo es la cita ahora?',
                ar: 'متى الموعد الحالي؟',
              },
            },
          ],
        },
        {
          id: 'else',
          words: { en: 'A question', zh: '咨询问题', es: 'Una pregunta', ar: 'سؤال' },
          steps: [
            {
              kind: 'ask',
              id: 'question',
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
    {
      kind: 'ask',
      id: 'mail',
      name: 'mail',
      wants: 'mail',
      words: {
        en: 'At which mail address can we confirm it?',
        zh: '我们可以向哪个邮箱发送确认？',
        es: '¿A qué correo podemos confirmarlo?',
        ar: 'على أي عنوان بريد نؤكده لك؟',
      },
    },
    { kind: 'person', id: 'to-person' },
  ],
};
