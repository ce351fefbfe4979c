// The screens that are seldom open: together in a file of their own, fetched when the first of them is shown.
export { ConfirmScreen } from './account/confirm-screen.tsx';
export { ForgotScreen } from './account/forgot-screen.tsx';
export { InvitationScreen } from './account/invitation-screen.tsx';
export { ResetScreen } from './account/reset-screen.tsx';
export { SignUpScreen } from './account/sign-up-screen.tsx';
export { NewWorkspaceScreen } from './workspace/new-workspace-screen.tsx';
