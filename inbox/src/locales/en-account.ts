/** What is said before the inbox: signing in and up, proving an address, a first workspace. */
export const enAccount = {
  signIn: {
    title: 'Sign in',
    email: 'Email',
    password: 'Password',
    submit: 'Sign in',
    forgot: 'Forgot your password?',
    noAccount: 'New to Everthread?',
    signUp: 'Create an account',
  },
  signUp: {
    title: 'Create your inbox',
    lead: 'One conversation per visitor that never closes, and one calm place to answer from.',
    name: 'Your name',
    nameHint: 'Visitors see it next to your answers',
    email: 'Work email',
    password: 'Password',
    passwordHint: 'At least 10 characters',
    workspace: 'Company or team',
    submit: 'Create account',
    hasAccount: 'Already have an account?',
    signIn: 'Sign in',
  },
  checkMail: {
    title: 'Check your mail',
    signUp: (email: string) =>
      `If ${email} can be used, a link to confirm it is on its way. Open it on this device or any other.`,
    forgot: (email: string) => `If ${email} has an account, a link to choose a new password is on its way.`,
    hint: 'Nothing after a few minutes? Look in the spam folder, or check the address for a slip.',
    otherAddress: 'Use another address',
    toSignIn: 'Back to sign in',
  },
  confirm: {
    title: 'Confirm your address',
    lead: 'Enter the password you chose when you signed up. It proves that the person who opened this mail is the one who created the account.',
    password: 'Password',
    submit: 'Confirm and open the inbox',
    notMe: 'I did not sign up',
    notMeHint:
      'Then somebody else used your address. Close this page: without the password the account is never opened.',
    broken: 'This link is not complete. Open it again from the mail, or sign in to get a new one.',
  },
  forgot: {
    title: 'Forgot your password?',
    lead: 'Tell us your address and we send a link to choose a new one.',
    email: 'Email',
    submit: 'Send the link',
  },
  reset: {
    title: 'Choose a new password',
    lead: 'You will be signed out everywhere else.',
    password: 'New password',
    passwordHint: 'At least 10 characters',
    submit: 'Save the new password',
    doneTitle: 'Your new password is set',
    done: 'Sign in with it to go on.',
    broken: 'This link is not complete. Open it again from the mail, or ask for a new one.',
    another: 'Ask for a new link',
  },
  fields: {
    required: 'Please fill this in',
    email: 'Please write a full address, such as ann@example.com',
    passwordTooShort: 'Please use at least 10 characters',
  },
  newWorkspace: {
    title: 'Create a workspace',
    lead: 'A workspace is one company or team: its people, its visitors, its settings.',
    none: 'You are not in a workspace yet.',
    name: 'Name',
    submit: 'Create workspace',
  },
};

export type AccountStrings = typeof enAccount;
