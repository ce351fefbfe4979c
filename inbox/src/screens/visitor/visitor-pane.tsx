import type { Visitor } from '@everthread/shared/models/visitor';
import type { ComponentChildren } from 'preact';
import { useApp } from '../../app-context.ts';
import { fullTime, languageName, longAge, timeIn } from '../../format.ts';
import { useLocale } from '../../locale.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { classes } from '../../ui/classes.ts';
import { Icon } from '../../ui/icon.tsx';
import { visitorName } from '../../visitor-name.ts';
import { safeLink } from './safe-link.ts';

/** Who the visitor is, and where. All of it is text that strangers reported: shown as text, never loaded. */
export function VisitorPane({ visitor }: { visitor: Visitor | undefined }) {
  const { now } = useApp();
  const { strings: t, language } = useLocale();
  if (!visitor) return <Bones />;
  const name = visitorName(visitor, t);
  const local = visitor.timeZone ? timeIn(visitor.timeZone, now.now.value, language) : undefined;
  return (
    <div class="flex flex-col gap-5 p-5">
      <div class="flex items-center gap-3">
        <Avatar id={visitor.id} name={name} size="large" />
        <div class="min-w-0">
          <h2 class="text-title font-semibold break-words">
            <bdi>{name}</bdi>
          </h2>
          <Identity identity={visitor.identity} />
        </div>
      </div>
      <dl class="flex flex-col gap-3.5">
        {visitor.email && <Fact name={t.visitor.email}>{visitor.email}</Fact>}
        <Fact name={t.visitor.localTime}>
          {local && (
            <>
              {local.time} <span class="text-soft">· {local.zone}</span>
            </>
          )}
        </Fact>
        <Fact name={t.visitor.language}>{visitor.language && languageName(visitor.language, language)}</Fact>
        <Fact name={t.visitor.page}>
          {(visitor.pageTitle || visitor.pageUrl) && (
            <>
              {visitor.pageTitle && (
                <span dir="auto" class="block font-medium text-ink text-left [[dir=rtl]_&]:text-right">
                  {visitor.pageTitle}
                </span>
              )}
              {visitor.pageUrl && <PageAddress url={visitor.pageUrl} />}
            </>
          )}
        </Fact>
        <Fact name={t.visitor.from}>
          {visitor.referrer && (
            <span dir="ltr" class="text-soft">
              {visitor.referrer}
            </span>
          )}
        </Fact>
        <Seen name={t.visitor.firstSeen} at={visitor.firstSeenAt} />
        <Seen name={t.visitor.lastSeen} at={visitor.lastSeenAt} />
      </dl>
    </div>
  );
}

function Identity({ identity }: Pick<Visitor, 'identity'>) {
  const { strings: t } = useLocale();
  const isVerified = identity === 'verified';
  return (
    <p
      title={isVerified ? t.visitor.verifiedHint : t.visitor.claimedHint}
      class={classes('mt-0.5 flex items-center gap-1', isVerified ? 'text-good' : 'text-soft')}
    >
      <Icon name={isVerified ? 'verified' : 'unproven'} class="size-3.5" />
      {isVerified ? t.visitor.verified : t.visitor.claimed}
    </p>
  );
}

function Fact({ name, children }: { name: string; children: ComponentChildren }) {
  const { strings: t } = useLocale();
  return (
    <div>
      <dt class="text-small text-faint">{name}</dt>
      <dd class="mt-0.5 [overflow-wrap:anywhere]">{children || <span class="text-faint">{t.visitor.unknown}</span>}</dd>
    </div>
  );
}

function PageAddress({ url }: { url: string }) {
  const { strings: t } = useLocale();
  const href = safeLink(url);
  const text = (
    <span dir="ltr" class="line-clamp-3 [[dir=rtl]_&]:text-right">
      {url}
    </span>
  );
  if (!href) return <span class="text-soft">{text}</span>;
  return (
    <a href={href} target="_blank" rel="noreferrer noopener" class="text-accent underline-offset-3 hover:underline">
      {text}
      <span class="sr-only"> ({t.visitor.opensElsewhere})</span>
    </a>
  );
}

function Seen({ name, at }: { name: string; at: string }) {
  const { now } = useApp();
  const { language } = useLocale();
  return (
    <Fact name={name}>
      <time dateTime={at} title={fullTime(at, language)}>
        {longAge(at, now.now.value, language)}
      </time>
    </Fact>
  );
}

function Bones() {
  return (
    <div class="flex flex-col gap-4 p-5" aria-busy="true">
      <div class="flex items-center gap-3">
        <div class="bone size-11 rounded-full" />
        <div class="bone h-5 w-32" />
      </div>
      <div class="bone h-9 w-40" />
      <div class="bone h-9 w-28" />
      <div class="bone h-9 w-48" />
    </div>
  );
}
