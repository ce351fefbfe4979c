import type { Role } from '@everthread/shared/models/workspace';
import type { ComponentType } from 'preact';
import type { TeamApi } from '../../api/team-api.ts';
import { later } from '../../later.tsx';
import { enBot } from '../../locales/en-bot.ts';
import { enExperiments } from '../../locales/en-experiments.ts';
import { enFlows } from '../../locales/en-flows.ts';
import { enHelp } from '../../locales/en-help.ts';
import { enHours } from '../../locales/en-hours.ts';
import { enMail } from '../../locales/en-mail.ts';
import { enModel } from '../../locales/en-model.ts';
import { enNotifications } from '../../locales/en-notifications.ts';
import { enPersonalData } from '../../locales/en-personal-data.ts';
import { enPromising } from '../../locales/en-promising.ts';
import type { SettingsWords } from '../../locales/en-settings.ts';
import { enTargets } from '../../locales/en-targets.ts';
import { enUpkeep } from '../../locales/en-upkeep.ts';
import { enWayBack } from '../../locales/en-way-back.ts';
import { enWork } from '../../locales/en-work.ts';
import { enWriting } from '../../locales/en-writing.ts';
import type { InboxModel } from '../../models/inbox-model.ts';
import type { SettingsSection } from '../../routes.ts';

/** What every section of the settings is given. */
export type SectionProps = { inbox: InboxModel; api: TeamApi };

/** One thing that can be set, as the search knows it. `at`: the id of its place in the section. */
export type Setting = { at?: string; title: (w: SettingsWords) => string; also?: string };

export type Section = {
  id: SettingsSection;
  group: 'you' | 'workspace';
  title: (w: SettingsWords) => string;
  /** Who finds it. Whoever comes by its address all the same sees what he may. */
  for?: readonly Role[];
  settings: readonly Setting[];
  Content: ComponentType<SectionProps>;
};

const { answers, embeddings } = enModel.purposes;
const MANAGERS: readonly Role[] = ['owner', 'admin'];

const content = <Props extends object>(load: () => Promise<ComponentType<Props>>) => later(load, 'div');

/** All settings there are. A new section is an id in routes.ts, an entry here and a file of its own. */
export const SECTIONS: readonly Section[] = [
  {
    id: 'profile',
    group: 'you',
    title: (w) => w.profile.title,
    settings: [
      { at: 'name', title: (w) => w.profile.nameTitle },
      { at: 'photo', title: (w) => w.profile.photoTitle, also: 'picture avatar face image' },
      { at: 'away', title: (w) => w.profile.awayTitle, also: 'away presence status holiday break' },
      { at: 'hours', title: (w) => w.profile.hoursTitle, also: 'shift schedule time zone office' },
      { at: 'absences', title: () => enHours.absences.title, also: 'holiday vacation sick leave days off' },
      { at: 'leave', title: (w) => w.profile.leaveTitle, also: 'quit membership' },
    ],
    Content: content(async () => (await import('../people/around-oneself.ts')).ProfileSection),
  },
  {
    id: 'security',
    group: 'you',
    title: (w) => w.security.title,
    settings: [
      { at: 'password', title: (w) => w.security.passwordTitle, also: 'change forgot credentials' },
      { at: 'two-step', title: (w) => w.security.stepsTitle, also: '2fa two factor authenticator totp code recovery' },
      { at: 'passkeys', title: (w) => w.security.passkeysTitle, also: 'webauthn fingerprint face security key' },
      { at: 'sessions', title: (w) => w.sessions.title, also: 'session device browser sign out log out' },
    ],
    Content: content(async () => (await import('./security-section.tsx')).SecuritySection),
  },
  {
    id: 'notifications',
    group: 'you',
    title: () => enNotifications.section,
    settings: [
      {
        at: 'device',
        title: () => enNotifications.device.title,
        also: 'push notifications browser permission install',
      },
      { at: 'kinds', title: () => enNotifications.kinds.title, also: 'sound tone badge mention assigned push' },
      { at: 'quiet', title: () => enNotifications.quiet.title, also: 'do not disturb night silence mute off shift' },
      { at: 'words', title: () => enNotifications.words.title, also: 'privacy preview content' },
      { at: 'devices', title: () => enNotifications.devices.title, also: 'phone browsers push remove' },
    ],
    Content: content(async () => (await import('../people/around-oneself.ts')).NotificationsSection),
  },
  {
    id: 'writing',
    group: 'you',
    title: () => enWriting.section,
    settings: [
      { at: 'hold', title: () => enWriting.hold.title, also: 'undo send delay seconds take back' },
      { at: 'saved-replies', title: () => enWriting.saved.title, also: 'canned macros templates' },
    ],
    Content: content(async () => (await import('./writing-section.tsx')).WritingSection),
  },
  {
    id: 'general',
    group: 'workspace',
    title: (w) => w.general.title,
    settings: [{ at: 'name', title: (w) => w.general.name, also: 'company rename' }],
    Content: content(async () => (await import('./general-section.tsx')).GeneralSection),
  },
  {
    id: 'people',
    group: 'workspace',
    title: (w) => w.people.title,
    settings: [
      {
        at: 'members',
        title: (w) => w.people.membersTitle,
        also: 'agents members colleagues role owner admin viewer remove',
      },
      { at: 'invite', title: (w) => w.people.inviteTitle, also: 'add agent colleague mail' },
      { at: 'pending', title: (w) => w.people.pendingTitle, also: 'invitations resend revoke' },
    ],
    Content: content(async () => (await import('../people/people-section.tsx')).PeopleSection),
  },
  {
    id: 'teams',
    group: 'workspace',
    title: (w) => w.teams.title,
    settings: [{ at: 'teams', title: (w) => w.teams.title, also: 'groups departments members' }],
    Content: content(async () => (await import('../people/teams-section.tsx')).TeamsSection),
  },
  {
    id: 'hours',
    group: 'workspace',
    title: () => enHours.section,
    settings: [
      {
        at: 'notice',
        title: () => enHours.notice.title,
        also: 'outage banner slower delay tell visitors announcement',
      },
      {
        at: 'week',
        title: () => enHours.week.title,
        also: 'office opening business hours schedule time zone open closed',
      },
      { at: 'holidays', title: () => enHours.holidays.title, also: 'closed days vacation' },
      { at: 'calendars', title: () => enHours.calendar.title, also: 'ical ics webcal import holidays address' },
      { at: 'openings', title: () => enHours.openings.title, also: 'special opening exception' },
    ],
    Content: content(async () => (await import('../hours/hours-section.tsx')).HoursSection),
  },
  {
    id: 'promises',
    group: 'workspace',
    title: () => enPromising.section,
    settings: [
      { at: 'promises', title: () => enPromising.promises.title, also: 'reply time wait expectation' },
      { at: 'likelihood', title: () => enPromising.likelihood.title, also: 'percent sure confidence' },
      { at: 'queue', title: () => enPromising.queue.title, also: 'position line waiting' },
      { at: 'aim', title: () => enPromising.aim.title, also: 'goal first reply time minutes hours' },
      { at: 'rating', title: () => enPromising.rating.title, also: 'csat satisfaction stars faces survey feedback' },
    ],
    Content: content(async () => (await import('./promises-section.tsx')).PromisesSection),
  },
  {
    id: 'way-back',
    group: 'workspace',
    title: () => enWayBack.section,
    settings: [
      { at: 'delays', title: () => enWayBack.delays.title, also: 'push mail notification delay visitors unread reply' },
      { at: 'lock-screen', title: () => enWayBack.words.title, also: 'privacy lock screen content preview' },
      { at: 'agents-answer', title: () => enWayBack.answers.title, also: 'agents reply by mail email allow admin' },
    ],
    Content: content(async () => (await import('./way-back-section.tsx')).WayBackSection),
  },
  {
    id: 'flows',
    group: 'workspace',
    title: () => enFlows.section,
    for: MANAGERS,
    settings: [
      { at: 'flow-templates', title: () => enFlows.begin, also: 'automation workflow greeting bot order status form' },
    ],
    Content: content(async () => (await import('../flows/flows-section.tsx')).FlowsSection),
  },
  {
    id: 'targets',
    group: 'workspace',
    title: () => enTargets.section,
    settings: [{ title: () => enTargets.section, also: 'sla first reply next resolution deadline breach goal' }],
    Content: content(async () => (await import('../targets/targets-section.tsx')).TargetsSection),
  },
  {
    id: 'experiments',
    group: 'workspace',
    title: () => enExperiments.section,
    settings: [{ title: () => enExperiments.section, also: 'a/b test reply time policy promise likelihood compare' }],
    Content: content(async () => (await import('../experiments/experiments-section.tsx')).ExperimentsSection),
  },
  {
    id: 'help',
    group: 'workspace',
    title: () => enHelp.section,
    settings: [
      { at: 'help', title: () => enHelp.section, also: 'knowledge base articles public faq pages' },
      { at: 'help-color', title: () => enHelp.color.title, also: 'color brand theme look' },
      { at: 'help-logo', title: () => enHelp.logo.title, also: 'picture image brand' },
      { at: 'help-address', title: () => enHelp.address.title, also: 'domain host custom url' },
    ],
    Content: content(async () => (await import('./help-section.tsx')).HelpSection),
  },
  {
    id: 'bot',
    group: 'workspace',
    title: () => enBot.section,
    settings: [
      { at: 'bot', title: () => enBot.mode.title, also: 'ai assistant automatic answers chatbot people first off' },
      { at: 'bot-name', title: () => enBot.name.title, also: 'bot assistant' },
      { at: 'model', title: () => answers.title, also: answers.also },
      { at: 'embeddings-model', title: () => embeddings.title, also: embeddings.also },
      { at: 'bot-figures', title: () => enBot.figures.title, also: 'bot resolution resolved confirmed assumed' },
      { at: 'bot-sample', title: () => enBot.sample.title, also: 'bot audit review quality' },
      { at: 'bot-recalled', title: () => enBot.recalled.title, also: 'bot recall correction article changed' },
    ],
    Content: content(async () => (await import('../bot/bot-section.tsx')).BotSection),
  },
  {
    id: 'mail',
    group: 'workspace',
    title: () => enMail.section,
    settings: [
      { at: 'mail-address', title: () => enMail.address.title, also: 'email inbound forward support address' },
      { at: 'mail-domain', title: () => enMail.domain.title, also: 'email sender dns spf dkim from' },
    ],
    Content: content(async () => (await import('../mail/mail-section.tsx')).MailSection),
  },
  {
    id: 'install',
    group: 'workspace',
    title: (w) => w.install.title,
    settings: [
      { at: 'tag', title: (w) => w.install.tag, also: 'script snippet embed widget code' },
      { at: 'seen', title: (w) => w.install.seenTitle, also: 'pages check' },
      { at: 'origins', title: (w) => w.install.originsTitle, also: 'domains sites allowed security' },
    ],
    Content: content(async () => (await import('../workspace/install-section.tsx')).InstallSection),
  },
  {
    id: 'tags',
    group: 'workspace',
    title: () => enWork.settings.title,
    settings: [{ at: 'tags', title: () => enWork.settings.title, also: 'labels colours colors topics' }],
    Content: content(async () => (await import('../topic/tags-section.tsx')).TagsSection),
  },
  {
    id: 'views',
    group: 'workspace',
    title: () => enUpkeep.views.title,
    settings: [
      { at: 'views', title: () => enUpkeep.views.title, also: 'sidebar lists filters order rename delete shared' },
    ],
    Content: content(async () => (await import('./views-section.tsx')).ViewsSection),
  },
  {
    id: 'identity',
    group: 'workspace',
    title: (w) => w.identity.title,
    for: MANAGERS,
    settings: [
      { at: 'secrets', title: (w) => w.identity.secretsTitle, also: 'keys token jwt rotate verify' },
      { at: 'enforce', title: (w) => w.identity.enforceTitle, also: 'verified visitors signed in only enforce' },
      { at: 'server', title: (w) => w.identity.codeTitle, also: 'example backend' },
      { at: 'page', title: (w) => w.identity.pageTitle, also: 'example javascript identify' },
    ],
    Content: content(async () => (await import('../workspace/identity-section.tsx')).IdentitySection),
  },
  {
    id: 'audit',
    group: 'workspace',
    title: (w) => w.audit.title,
    for: MANAGERS,
    settings: [{ at: 'log', title: (w) => w.audit.title, also: 'history changes who did what' }],
    Content: content(async () => (await import('../people/audit-section.tsx')).AuditSection),
  },
  {
    id: 'export',
    group: 'workspace',
    title: (w) => w.export.title,
    for: MANAGERS,
    settings: [
      { at: 'export', title: (w) => w.export.title, also: 'csv json download backup spreadsheet messages' },
      { at: 'erasures', title: () => enPersonalData.receipts.title, also: 'gdpr erase forget personal data receipt' },
    ],
    Content: content(async () => (await import('./export-section.tsx')).ExportSection),
  },
  {
    id: 'parked',
    group: 'workspace',
    title: () => enUpkeep.parked.title,
    for: MANAGERS,
    settings: [
      { at: 'parked', title: () => enUpkeep.parked.listTitle, also: 'failed errors outbox events retry replay stuck' },
    ],
    Content: content(async () => (await import('./parked-section.tsx')).ParkedSection),
  },
];
