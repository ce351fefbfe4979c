export { DeleteDialog } from './delete-dialog.tsx';
export { MessageEditor } from './message-editor.tsx';
export { MessageMenu } from './message-menu.tsx';
export { MessageVersions } from './message-versions.tsx';
