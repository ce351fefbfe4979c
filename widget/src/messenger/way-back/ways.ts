// What leads back, fetched as one when the first of it is wanted.
export { RecoverForm } from './recover-form.tsx';
export { showNamed } from './show-named.ts';
export { WayBackLine } from './way-back-line.tsx';
