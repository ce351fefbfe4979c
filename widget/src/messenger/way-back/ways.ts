// What leads back, fetched as one when the first of it is wanted.
export { showNamed } from '../../way-back/show-message.ts';
export { RecoverForm } from './recover-form.tsx';
export { WayBackLine } from './way-back-line.tsx';
