import type { FlowWords } from '@everthread/shared/models/flow';
import type { FlowLanguage } from '@everthread/shared/models/flow-condition';
import { useFlowsWords } from '../../locales/en-flows.ts';
import { withWords } from '../../models/edit-steps.ts';
import { LineField } from './line-field.tsx';

type WordsFieldProps = {
  label: string;
  words: FlowWords | undefined;
  language: FlowLanguage;
  isLong?: boolean;
  isOptional?: boolean; // there may be none in any language
  maxLength: number;
  onChange: (words: FlowWords) => void;
};

/** Words in the language that is being written; says where there are none in it yet. */
export function WordsField(props: WordsFieldProps) {
  const { label, words, language, isLong = false, isOptional = false, maxLength, onChange } = props;
  const w = useFlowsWords();
  const isEmpty = (of: FlowWords) => Object.keys(of).length === 0;
  const now = words ?? {};
  return (
    <LineField
      key={language}
      label={label}
      value={words?.[language] ?? ''}
      isLong={isLong}
      isRequired={!isOptional && isEmpty(withWords(now, language, ''))}
      lang={language}
      dir={language === 'ar' ? 'rtl' : 'ltr'}
      maxLength={maxLength}
      {...(words && words[language] === undefined && { hint: w.missing(w.languages[language]) })}
      onChange={(text) => {
        const next = withWords(now, language, text);
        // Where there must be some, none are not saved: the field asks for them.
        if (isOptional || !isEmpty(next)) onChange(next);
      }}
    />
  );
}
