import type { DnsRecord, MailSettings } from '@everthread/shared/models/mail';
import { errorWords } from '../../error-words.ts';
import { useLocale } from '../../locale.ts';
import { type MailWords, useMailWords } from '../../locales/en-mail.ts';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/field.tsx';
import { LoadFailed } from '../load-failed.tsx';
import type { SectionProps } from '../settings/sections.ts';
import { OnlyManagers, SettingCard } from '../settings/setting.tsx';
import { Unloaded } from '../settings/when-loaded.tsx';
import { CopyButton } from '../workspace/copy-text.tsx';
import { type MailSettingsModel, useMail } from './use-mail.ts';

/** Where mail to the workspace goes, and from where its own comes. */
export function MailSection({ inbox }: SectionProps) {
  const w = useMailWords();
  const { strings: t } = useLocale();
  const model = useMail(inbox);
  const isManager = inbox.roster.isManager.value;
  const state = model.state.value;
  if (state.name === 'loading') return <div class="bone h-40 rounded-large" aria-busy="true" />;
  if (state.name !== 'ready') {
    return <LoadFailed says={w.failed} onRetry={() => void model.load()} />;
  }
  if (!inbox.roster.workspace.value) return <Unloaded roster={inbox.roster} />;
  const { address, domain } = state.mail;
  return (
    <>
      <p class="-mt-3 text-read text-pretty text-soft">{w.lead}</p>
      <SettingCard at="mail-address" title={w.address.title} hint={address ? w.address.hint : w.address.none}>
        {address && <Address address={address} w={w} />}
      </SettingCard>
      <SettingCard at="mail-domain" title={w.domain.title} hint={w.domain.hint}>
        {domain ? (
          <Domain domain={domain} model={model} isManager={isManager} w={w} />
        ) : (
          isManager && <NewDomain model={model} w={w} />
        )}
        {model.trouble.value !== undefined && (
          <p role="alert" class="mt-3 text-danger">
            {errorWords(model.trouble.value, t)}
          </p>
        )}
        {!isManager && <OnlyManagers />}
      </SettingCard>
    </>
  );
}

function Address({ address, w }: { address: string; w: MailWords }) {
  return (
    <p class="flex flex-wrap items-center gap-3">
      <code class="min-w-0 rounded-small bg-raised px-2 py-1 break-all select-all" dir="ltr">
        {address}
      </code>
      <CopyButton text={address} label={w.address.copy} />
    </p>
  );
}

function NewDomain({ model, w }: { model: MailSettingsModel; w: MailWords }) {
  return (
    <form
      class="flex flex-col items-start gap-3"
      onSubmit={(event) => {
        event.preventDefault();
        void model.add(String(new FormData(event.currentTarget).get('sender') ?? '').trim());
      }}
    >
      <Field name="sender" type="email" label={w.domain.sender} maxLength={254} />
      <Button type="submit" look="primary" disabled={model.isBusy.value}>
        {w.domain.add}
      </Button>
    </form>
  );
}

type DomainProps = {
  domain: NonNullable<MailSettings['domain']>;
  model: MailSettingsModel;
  isManager: boolean;
  w: MailWords;
};

function Domain({ domain, model, isManager, w }: DomainProps) {
  const { sender, status, records } = domain;
  return (
    <>
      <p role="status" class={status === 'failed' ? 'text-danger' : status === 'verified' ? 'text-good' : ''}>
        {status === 'failed' ? w.domain.failed : w.domain[status](sender)}
      </p>
      <ul class="mt-4 flex flex-col gap-3">
        {records.map((record) => (
          <Record key={`${record.type} ${record.name} ${record.value}`} record={record} w={w} />
        ))}
      </ul>
      {isManager && (
        <p class="mt-4 flex flex-wrap gap-3">
          {status !== 'verified' && (
            <Button disabled={model.isBusy.value} onClick={() => void model.check()}>
              {w.domain.check}
            </Button>
          )}
          <Button look="danger" disabled={model.isBusy.value} onClick={() => void model.remove()}>
            {w.domain.remove}
          </Button>
        </p>
      )}
    </>
  );
}

function Record({ record, w }: { record: DnsRecord; w: MailWords }) {
  const { purpose, type, name, value, priority, isFound } = record;
  return (
    <li class="rounded-medium border border-line p-3">
      <p class="mb-1 flex justify-between gap-3 text-small">
        <span class="font-semibold">{purpose}</span>
        <span class={isFound ? 'text-good' : 'text-soft'}>{isFound ? w.domain.found : w.domain.missing}</span>
      </p>
      <dl class="grid grid-cols-[auto_1fr] gap-x-3 gap-y-1 text-small" dir="ltr">
        <dt class="text-soft">{w.domain.type}</dt>
        <dd>{priority === undefined ? type : `${type} ${priority}`}</dd>
        <dt class="text-soft">{w.domain.name}</dt>
        <dd class="min-w-0 break-all select-all">{name}</dd>
        <dt class="text-soft">{w.domain.value}</dt>
        <dd class="min-w-0 break-all select-all">{value}</dd>
      </dl>
      {!isFound && (
        <p class="mt-2 flex flex-wrap gap-2">
          <CopyButton text={name} label={w.domain.copyName} />
          <CopyButton text={value} label={w.domain.copyValue} />
        </p>
      )}
    </li>
  );
}
