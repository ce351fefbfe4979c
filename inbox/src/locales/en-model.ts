import type { ModelTrial } from '@everthread/shared/models/workspace-model';
import { useLocale } from '../locale.ts';

/** What is said of the model that a workspace asks. */
export const enModel = {
  title: 'Model',
  hint: 'With a model the bot answers in sentences, each on words of your articles, and your team can have replies drafted, summed up, translated and put otherwise. Anything that speaks as OpenAI does will do.',
  also: 'ai llm openai api key language model gpt provider',
  none: 'No model is asked. The bot quotes your articles as they stand.',
  deployments: (name: string) => `The model of this installation is asked: ${name}.`,
  address: 'Address',
  addressHint: 'Such as https://api.openai.com/v1',
  name: 'Model',
  key: 'Key',
  keyKept: (end: string) => `Kept, ends in ${end}. Leave this empty to keep it; another host wants it again.`,
  keyHint: 'Kept encrypted, and never shown again but for its last four letters.',
  set: 'Use a model of your own',
  save: 'Save',
  tryIt: 'Try it',
  trying: 'Asking the model…',
  remove: 'Remove',
  saved: 'The model is saved',
  removed: 'The model is removed',
  failed: 'This could not be loaded.',
  outcomes: {
    works: 'It works: the model answered as it should.',
    key: 'The model refuses the key.',
    name: 'There is no model of this name at this address.',
    busy: 'It was asked too often, or its account has no money left. The key works.',
    late: 'It did not answer in fifteen seconds.',
    failed: 'There was no answer that could be used. Look at the address and the name.',
  } satisfies Record<ModelTrial['outcome'], string>,
};

export type ModelWords = typeof enModel;

/** The words of the agent's language; English until there are others. */
export const useModelWords = (): ModelWords => {
  useLocale();
  return enModel;
};
