import type { Count } from '../throttles/throttle.ts';

// A person mistypes a few times and then asks for a new password; a program tries ten thousand. An office shares
// one network. Limits by account alone are wide, so that a stranger cannot easily lock somebody out.

const rules = {
  signInByAccountAndNetwork: { of: 'sign-in by account and network', max: 10, minutes: 15 },
  signInByAccount: { of: 'sign-in by account', max: 40, minutes: 60 },
  signInByNetwork: { of: 'sign-in by network', max: 50, minutes: 15 },
  linkByToken: { of: 'mailed link by token', max: 10, minutes: 60 },
  linkByNetwork: { of: 'mailed link by network', max: 50, minutes: 15 },
  signUpByAddress: { of: 'sign-up by address', max: 5, minutes: 24 * 60 },
  signUpByNetwork: { of: 'sign-up by network', max: 100, minutes: 60 },
  resetByAddress: { of: 'forgot by address', max: 5, minutes: 24 * 60 },
  resetByNetwork: { of: 'forgot by network', max: 50, minutes: 60 },
};

type Tries = { narrow: Count[]; wide: Count[] };

export const signInTries = (email: string, network: string): Tries => ({
  narrow: [
    { rule: rules.signInByAccountAndNetwork, subject: `${email}\n${network}` },
    { rule: rules.signInByAccount, subject: email },
  ],
  wide: [{ rule: rules.signInByNetwork, subject: network }],
});

/** Tries with a link that was mailed, whatever it is for. */
export const linkTries = (tokenHash: string, network: string): Tries => ({
  narrow: [{ rule: rules.linkByToken, subject: tokenHash }],
  wide: [{ rule: rules.linkByNetwork, subject: network }],
});

/** Each sign-up mails somebody who may never have asked for it. */
export const signUpTries = (email: string, network: string): Tries => ({
  narrow: [{ rule: rules.signUpByAddress, subject: email }],
  wide: [{ rule: rules.signUpByNetwork, subject: network }],
});

export const forgotTries = (email: string, network: string): Tries => ({
  narrow: [{ rule: rules.resetByAddress, subject: email }],
  wide: [{ rule: rules.resetByNetwork, subject: network }],
});
