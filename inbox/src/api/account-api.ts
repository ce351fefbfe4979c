import type { ConfirmAddress, Session, SignIn, SignUp } from '@everthread/shared/models/account';
import type { WorkspaceId } from '@everthread/shared/models/ids';
import type { InvitationOffer, InvitedSignUp } from '@everthread/shared/models/invitation';
import type { SecondStep } from '@everthread/shared/models/second-factor';
import type { Me, NewWorkspace, Workspace } from '@everthread/shared/models/workspace';
import type { Call } from './call.ts';

/** What a person may do with his own account. */
export type AccountApi = {
  me(): Promise<Me>;
  /** Whether who was not invited may sign up here. */
  isSignUpOpen(): Promise<boolean>;
  signUp(body: SignUp): Promise<void>;
  confirm(body: ConfirmAddress): Promise<Me>;
  /** Where the account wants a second step, what to show with its code. */
  signIn(body: SignIn): Promise<Me | { secondStep: string }>;
  secondStep(body: SecondStep): Promise<Me>;
  passkeySignInOptions(): Promise<PublicKeyCredentialRequestOptionsJSON>;
  signInByPasskey(proof: object): Promise<Me>;
  signOut(): Promise<void>;
  forgot(email: string): Promise<void>;
  reset(token: string, password: string): Promise<void>;
  invitation(token: string): Promise<InvitationOffer>;
  signUpInvited(body: InvitedSignUp): Promise<Me>;
  joinInvited(token: string): Promise<WorkspaceId>;
  sessions(): Promise<readonly Session[]>;
  revokeSession(sessionId: string): Promise<void>;
  createWorkspace(body: NewWorkspace): Promise<Workspace>;
};

/** `knock` is for who is not signed in yet: its refusals turn nobody away. */
export function createAccountApi(call: Call, knock: Call): AccountApi {
  return {
    me: () => knock<Me>('GET', '/api/account/me'),
    isSignUpOpen: async () => (await knock<{ isOpen: boolean }>('GET', '/api/account/sign-up')).isOpen,
    signUp: (body) => knock('POST', '/api/account/sign-up', body),
    confirm: (body) => knock<Me>('POST', '/api/account/confirm', body),
    signIn: (body) => knock('POST', '/api/account/sign-in', body),
    secondStep: (body) => knock<Me>('POST', '/api/account/sign-in/second-step', body),
    passkeySignInOptions: async () =>
      (
        await knock<{ options: PublicKeyCredentialRequestOptionsJSON }>(
          'POST',
          '/api/account/sign-in/passkey-options',
          {},
        )
      ).options,
    signInByPasskey: (proof) => knock<Me>('POST', '/api/account/sign-in/passkey', { proof }),
    signOut: () => call('POST', '/api/account/sign-out', {}),
    forgot: (email) => knock('POST', '/api/account/forgot', { email }),
    invitation: async (token) =>
      (await knock<{ offer: InvitationOffer }>('POST', '/api/account/invitation', { token })).offer,
    signUpInvited: (body) => knock<Me>('POST', '/api/account/invitation/sign-up', body),
    joinInvited: async (token) =>
      (await call<{ workspaceId: WorkspaceId }>('POST', '/api/account/invitation/join', { token })).workspaceId,
    reset: (token, password) => knock('POST', '/api/account/reset', { token, password }),
    sessions: async () => (await call<{ sessions: Session[] }>('GET', '/api/account/sessions')).sessions,
    revokeSession: (sessionId) => call('DELETE', `/api/account/sessions/${encodeURIComponent(sessionId)}`),
    createWorkspace: async (body) => (await call<{ workspace: Workspace }>('POST', '/api/workspaces', body)).workspace,
  };
}
