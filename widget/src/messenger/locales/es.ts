import type { Words } from './en.ts';

const es: Words = {
  title: 'Mensajes',
  close: 'Cerrar',
  greeting: '¿En qué podemos ayudarte?',
  person: 'Escríbenos. Una persona de nuestro equipo lo lee y responde aquí.',
  leave: 'Puedes cerrar esta página. Tu conversación se queda aquí.',
  received: 'Tenemos tu mensaje. Te responderá una persona.',
  notSaved: 'Este navegador no guarda nada de este sitio. La conversación termina cuando salgas de la página.',
  write: 'Escribe un mensaje',
  send: 'Enviar',
  sending: 'Enviando…',
  sent: 'Enviado',
  failed: 'No enviado',
  again: 'Reintentar',
  cutOff: 'Sin conexión. Intentándolo de nuevo…',
  tooOld: 'Esta página está desactualizada.',
  reload: 'Recargar',
  conversation: 'Conversación',
  opening: 'Abriendo tu conversación…',
  you: 'Tú',
  newTopic: 'Tema nuevo',
  earlier: 'Cargando mensajes anteriores…',
  earlierFailed: 'No se han cargado los mensajes anteriores.',
  news: {
    one: '{count} mensaje nuevo',
    many: '{count} de mensajes nuevos',
    other: '{count} mensajes nuevos',
  },
  tooLong: {
    one: 'Sobra {count} carácter',
    many: 'Sobran {count} de caracteres',
    other: 'Sobran {count} caracteres',
  },
};
export default es;
