import type { ErasedKind } from '@everthread/shared/models/personal-data';

/** What is said where somebody has all there is of a visitor, or has it erased. Comes with what asks. */
export const enPersonalData = {
  title: 'Personal data',
  download: 'Download everything',
  downloadHint: 'Everything there is of this visitor, as one file. Links to files in it end after five minutes.',
  erase: 'Delete this visitor…',
  erasing: {
    title: 'Delete this visitor',
    what: (name: string) => `Everything there is of ${name} goes: messages, notes, files, mails, fields, browsers.`,
    forGood: 'It cannot be taken back. Whoever is here now is signed out; if he writes again, he is somebody new.',
    sure: 'I want everything of this visitor to be deleted',
    cancel: 'Keep',
    go: 'Delete for good',
    failed: 'The visitor was not deleted',
    begun: 'The visitor is being deleted. The receipt is in the settings, under Export.',
  },
  gone: 'This visitor has been deleted.',
  receipts: {
    title: 'Deleted visitors',
    lead: 'What was deleted, when and by whose word. Nothing says who it was.',
    none: 'Nobody has been deleted.',
    failed: 'The receipts could not be loaded.',
    askedBy: {
      visitor: 'Deleted by the visitor',
      age: 'Deleted: not proven, and not here for nine months',
      agent: (name: string) => `Deleted by ${name}`,
    },
    somebody: 'somebody of the team',
    goingOn: 'Being deleted',
  },
  kinds: {
    profile: 'profile',
    browsers: 'browsers',
    messages: 'messages',
    files: 'files',
    topics: 'topics',
    notes: 'drafts',
    mails: 'mails',
    bot: 'bot',
    flows: 'flows',
    promises: 'promises',
    notices: 'notices',
    merges: 'merges',
    log: 'log',
    waiting: 'still to be done',
  } satisfies Record<ErasedKind, string>,
};
