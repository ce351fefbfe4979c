import type { FlowPlan } from '../models/flow.ts';

/** A game: getting an account back. What is said here proves nothing; a person looks at it. */
export const gameTemplate: FlowPlan = {
  name: 'Get my account back',
  trigger: 'any-message',
  conditions: [
    {
      kind: 'words',
      anyOf: [
        'account',
        'login',
        'password',
        'hacked',
        'locked',
        'cuenta',
        'contraseña',
        '账号',
        '帐号',
        '密码',
        '被盗',
        'حسابي',
        'الحساب',
        'كلمة المرور',
      ],
    },
  ],
  steps: [
    {
      kind: 'choose',
      id: 'what',
      name: 'trouble',
      words: {
        en: 'Hello! What is wrong with your account?',
        zh: '您好！您的账号遇到了什么问题？',
        es: '¡Hola! ¿Qué le pasa a tu cuenta?',
        ar: 'مرحبًا! ما المشكلة في حسابك؟',
      },
      choices: [
        {
          id: 'hacked',
          words: {
            en: 'Somebody else is in it',
            zh: '账号被他人登录',
            es: 'Otra persona la usa',
            ar: 'شخص آخر يستخدمه',
          },
          steps: [],
        },
        {
          id: 'forgot',
          words: { en: 'I cannot sign in', zh: '无法登录', es: 'No puedo entrar', ar: 'لا أستطيع الدخول' },
          steps: [],
        },
        {
          id: 'banned',
          words: { en: 'It was locked', zh: '账号被封', es: 'La han bloqueado', ar: 'تم إيقافه' },
          steps: [
            {
              kind: 'ask',
              id: 'since',
              name: 'since',
              wants: 'text',
              words: { en: 'Since when?', zh: '从什么时候开始？', es: '¿Desde cuándo?', ar: 'منذ متى؟' },
            },
          ],
        },
      ],
    },
    {
      kind: 'ask',
      id: 'player',
      name: 'player',
      wants: 'text',
      words: {
        en: 'What is your player name?',
        zh: '您的游戏名是什么？',
        es: '¿Cuál es tu nombre de jugador?',
        ar: 'ما اسم اللاعب؟',
      },
    },
    {
      kind: 'ask',
      id: 'mail',
      name: 'mail',
      wants: 'mail',
      words: {
        en: 'With which mail address did you register? Please never write your password here.',
        zh: '您注册时使用的邮箱是什么？请不要在这里填写密码。',
        es: '¿Con qué correo te registraste? No escribas aquí nunca tu contraseña.',
        ar: 'بأي عنوان بريد سجلت؟ لا تكتب كلمة المرور هنا أبدًا.',
      },
    },
    { kind: 'person', id: 'to-person' },
  ],
};
