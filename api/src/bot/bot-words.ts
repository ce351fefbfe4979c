import type { HandoverReason } from '@everthread/shared/models/bot';
import { spokenIn } from './tongue.ts';

type Words = {
  didYouMean: string;
  handOver: Record<HandoverReason, string>;
  correction: (title: string) => string;
  nothingNow: (title: string) => string;
};

const en: Words = {
  didYouMean: 'I am not sure what you mean. Did you mean one of these?',
  handOver: {
    asked: 'I have called a person from our team, who will answer you here.',
    unknown: 'I cannot answer that. I have called a person from our team, who will answer you here.',
    unhelpful: 'I am sorry that this did not help. I have called a person from our team, who will answer you here.',
    turns: 'I do not seem to be of help. I have called a person from our team, who will answer you here.',
    failed: 'I cannot answer that now. I have called a person from our team, who will answer you here.',
    spent: 'I cannot answer more today. I have called a person from our team, who will answer you here.',
    flow: 'I have called a person from our team, who will answer you here.',
  },
  correction: (title) => `A correction to what our bot told you: “${title}” has changed since. It now says:`,
  nothingNow: (title) =>
    `A correction to what our bot told you: “${title}” no longer holds. Please ask us before you go by it.`,
};

const zh: Words = {
  didYouMean: '我不太确定您的意思。您想问的是下面哪一个？',
  handOver: {
    asked: '我已为您联系我们团队的同事，他们会在这里回复您。',
    unknown: '这个问题我无法回答。我已为您联系我们团队的同事，他们会在这里回复您。',
    unhelpful: '抱歉没能帮到您。我已为您联系我们团队的同事，他们会在这里回复您。',
    turns: '看来我帮不上忙。我已为您联系我们团队的同事，他们会在这里回复您。',
    failed: '我现在无法回答。我已为您联系我们团队的同事，他们会在这里回复您。',
    spent: '我今天无法再回答更多问题。我已为您联系我们团队的同事，他们会在这里回复您。',
    flow: '我已为您联系我们团队的同事，他们会在这里回复您。',
  },
  correction: (title) => `更正机器人此前的回答：《${title}》已更新。现在的内容是：`,
  nothingNow: (title) => `更正机器人此前的回答：《${title}》已不再有效。请先向我们确认。`,
};

const es: Words = {
  didYouMean: 'No estoy seguro de haber entendido. ¿Te refieres a alguna de estas?',
  handOver: {
    asked: 'He avisado a una persona de nuestro equipo, que te responderá aquí.',
    unknown: 'No puedo responder a eso. He avisado a una persona de nuestro equipo, que te responderá aquí.',
    unhelpful: 'Siento que no te haya servido. He avisado a una persona de nuestro equipo, que te responderá aquí.',
    turns: 'Parece que no te sirvo de ayuda. He avisado a una persona de nuestro equipo, que te responderá aquí.',
    failed: 'Ahora no puedo responder a eso. He avisado a una persona de nuestro equipo, que te responderá aquí.',
    spent: 'Hoy no puedo responder más. He avisado a una persona de nuestro equipo, que te responderá aquí.',
    flow: 'He avisado a una persona de nuestro equipo, que te responderá aquí.',
  },
  correction: (title) =>
    `Una corrección a lo que te dijo nuestro bot: «${title}» ha cambiado desde entonces. Ahora dice:`,
  nothingNow: (title) =>
    `Una corrección a lo que te dijo nuestro bot: «${title}» ya no es válido. Consúltanos antes de seguirlo.`,
};

const ar: Words = {
  didYouMean: 'لست متأكدًا مما تقصده. هل تقصد أحد هذه المواضيع؟',
  handOver: {
    asked: 'أبلغتُ أحد أعضاء فريقنا، وسيجيبك هنا.',
    unknown: 'لا أستطيع الإجابة عن ذلك. أبلغتُ أحد أعضاء فريقنا، وسيجيبك هنا.',
    unhelpful: 'يؤسفني أن هذا لم يفدك. أبلغتُ أحد أعضاء فريقنا، وسيجيبك هنا.',
    turns: 'يبدو أنني لم أفدك. أبلغتُ أحد أعضاء فريقنا، وسيجيبك هنا.',
    failed: 'لا أستطيع الإجابة عن ذلك الآن. أبلغتُ أحد أعضاء فريقنا، وسيجيبك هنا.',
    spent: 'لا أستطيع الإجابة عن المزيد اليوم. أبلغتُ أحد أعضاء فريقنا، وسيجيبك هنا.',
    flow: 'أبلغتُ أحد أعضاء فريقنا، وسيجيبك هنا.',
  },
  correction: (title) => `تصحيح لما قاله لك الروبوت: تغيّر «${title}» منذ ذلك الحين. ونصّه الآن:`,
  nothingNow: (title) => `تصحيح لما قاله لك الروبوت: لم يعد «${title}» صحيحًا. يرجى سؤالنا قبل العمل به.`,
};

const ALL: Readonly<Record<string, Words>> = { en, zh, es, ar };

/** How the bot speaks to a visitor: in the language in which the messenger does. */
export const botWords = (language: string | null): Words => ALL[spokenIn(language ?? '')] ?? en;
