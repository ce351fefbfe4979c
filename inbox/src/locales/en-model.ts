import type { ModelPurpose, ModelTrial } from '@everthread/shared/models/workspace-model';
import { useLocale } from '../locale.ts';

/** What is said of the model that a workspace asks for one purpose. */
export type PurposeWords = {
  title: string;
  hint: string;
  also: string;
  none: string;
  deployments: (name: string) => string;
  nameHint: string;
  late: string;
  saved: string;
};

const purposes: Readonly<Record<ModelPurpose, PurposeWords>> = {
  answers: {
    title: 'Model for answers',
    hint: 'With a model the bot answers in sentences, each on words of your articles, and your team can have replies drafted, summed up, translated and put otherwise. Anything that speaks as OpenAI does will do.',
    also: 'ai llm openai api key language model gpt provider',
    none: 'No model is asked. The bot quotes your articles as they stand.',
    deployments: (name) => `The model of this installation is asked: ${name}.`,
    nameHint: 'As its provider writes it.',
    late: 'It did not answer in fifteen seconds.',
    saved: 'The model is saved',
  },
  embeddings: {
    title: 'Model for embeddings',
    hint: 'What your articles say in other words than a visitor’s, the bot finds by itself in English; with a model, in any language that it knows. Anything that speaks as OpenAI’s /embeddings does will do. When you change it your articles are read anew, a few passages at a time; until then they are found by their words.',
    also: 'ai openai api key embedding vector semantic search meaning similar model provider',
    none: 'No model is asked. In other languages than English articles are found by their words alone.',
    deployments: (name) => `The model of this installation is asked: ${name}.`,
    nameHint: 'As its provider writes it, such as text-embedding-3-small. One that writes answers will not do.',
    late: 'It did not answer in six seconds.',
    saved: 'The model for embeddings is saved',
  },
};

export const enModel = {
  purposes,
  address: 'Address',
  addressHint: 'Such as https://api.openai.com/v1',
  name: 'Model',
  key: 'Key',
  keyKept: (end: string) => `Kept, ends in ${end}. Leave this empty to keep it; another host wants it again.`,
  keyHint: 'Kept encrypted, and never shown again but for its last four letters.',
  set: 'Use a model of your own',
  save: 'Save',
  saving: 'Saving…',
  tryIt: 'Try it',
  trying: 'Asking the model…',
  remove: 'Remove',
  removed: 'The model is removed',
  /** What tells the buttons of one card from those of the other. */
  of: (does: string, title: string) => `${does}: ${title}`,
  failed: (title: string) => `“${title}” could not be loaded.`,
  outcomes: {
    works: 'It works: the model answered as it should.',
    key: 'The model refuses the key.',
    name: 'There is no model of this name at this address.',
    busy: 'It was asked too often, or its account has no money left. The key works.',
    failed: 'There was no answer that could be used. Look at the address and the name.',
  } satisfies Record<Exclude<ModelTrial['outcome'], 'late'>, string>,
};

export type ModelWords = typeof enModel;

/** The words of the agent's language; English until there are others. */
export const useModelWords = (): ModelWords => {
  useLocale();
  return enModel;
};
