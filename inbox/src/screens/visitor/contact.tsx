import type { VisitorDetails } from '@everthread/shared/models/visitor-details';
import { Icon } from '../../ui/icon.tsx';
import { EditableFact, Fact } from './fact.tsx';
import type { Write } from './use-visitor.ts';
import { visitorWords } from './visitor-words.ts';

type ContactProps = { details: VisitorDetails; isEditable: boolean; write: Write };

/** What he is called and where he is reached: by himself, by what is proven, by the team; who says what is always told. */
export function Contact({ details, isEditable, write }: ContactProps) {
  const w = visitorWords();
  return (
    <>
      <EditableFact
        name={w.name}
        value={startOf(details, 'name')}
        maxLength={200}
        isEditable={isEditable}
        onSave={(typed) => void write(w.name, { name: typed || null })}
      >
        <Said details={details} what="name" />
      </EditableFact>
      <EditableFact
        name={w.email}
        value={startOf(details, 'email')}
        type="email"
        maxLength={320}
        isEditable={isEditable}
        onSave={(typed) => void write(w.email, { email: typed || null })}
      >
        <Said details={details} what="email" />
      </EditableFact>
      {details.mail && (
        <Fact name={w.byMail}>
          <bdi>{details.mail.address}</bdi>
          {details.mail.stopped ? (
            <span class="block text-small text-danger">{w.mailStopped[details.mail.stopped]}</span>
          ) : (
            <Proof words={w.mailProof[details.mail.proof]} isProven={details.mail.proof !== 'claimed'} />
          )}
        </Fact>
      )}
      {details.externalId !== null && <Fact name={w.externalId}>{<bdi>{details.externalId}</bdi>}</Fact>}
    </>
  );
}

/** What is proven is not the team's to change: beside it stands what the team wrote. */
function startOf({ visitor, noted }: VisitorDetails, what: 'name' | 'email'): string {
  return (visitor.identity === 'verified' ? noted[what] : visitor[what]) ?? '';
}

function Said({ details: { visitor, said, noted }, what }: { details: VisitorDetails; what: 'name' | 'email' }) {
  const w = visitorWords();
  const shown = visitor[what];
  if (shown === null) return <span class="text-faint">–</span>;
  const isProven = visitor.identity === 'verified' && said[what] !== null;
  const other = isProven ? noted[what] : said[what];
  return (
    <>
      <span class="inline-flex max-w-full items-start gap-1">
        <bdi class="min-w-0">{shown}</bdi>
        {isProven && what === 'name' && <Icon name="verified" class="mt-1 size-3.5 shrink-0 text-good" />}
      </span>
      {isProven && what === 'email' && <Proof words={w.signed} isProven />}
      {noted[what] !== null && !isProven && <p class="text-small text-faint">{w.byTeam}</p>}
      {other !== null && other !== shown && (
        <p class="text-small text-soft">
          <bdi>{isProven ? w.noted(other) : w.says(other)}</bdi>
        </p>
      )}
    </>
  );
}

/** How it is known that an address is his. */
const Proof = ({ words, isProven }: { words: string; isProven: boolean }) => (
  <p class="flex items-start gap-1 text-small text-soft">
    {isProven && <Icon name="verified" class="mt-0.5 size-3.5 shrink-0 text-good" />}
    {words}
  </p>
);
