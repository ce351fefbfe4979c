import type { FlowWords } from '@everthread/shared/models/flow';
import type { FlowLanguage } from '@everthread/shared/models/flow-condition';
import { useFlowsWords } from '../../locales/en-flows.ts';
import { LineField } from './line-field.tsx';

type WordsFieldProps = {
  label: string;
  words: FlowWords | undefined;
  language: FlowLanguage;
  isLong?: boolean;
  maxLength: number;
  onChange: (text: string) => void;
};

/** Words in the language that is being written; says where there are none in it yet. */
export function WordsField({ label, words, language, isLong = false, maxLength, onChange }: WordsFieldProps) {
  const w = useFlowsWords();
  return (
    <LineField
      key={language}
      label={label}
      value={words?.[language] ?? ''}
      isLong={isLong}
      lang={language}
      dir={language === 'ar' ? 'rtl' : 'ltr'}
      maxLength={maxLength}
      {...(words && words[language] === undefined && { hint: w.missing(w.languages[language]) })}
      onChange={onChange}
    />
  );
}
