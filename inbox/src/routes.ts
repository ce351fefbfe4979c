import type { ArticleId, WorkspaceId } from '@everthread/shared/models/ids';
import { pathOfTopics, readTopicsRoute, type TopicsRoute } from './topics-route.ts';

/** The sections of the settings; what each is, screens/settings/sections.ts says. */
export const SETTINGS_SECTIONS = [
  'writing',
  'notifications',
  'profile',
  'security',
  'people',
  'teams',
  'audit',
  'general',
  'hours',
  'promises',
  'way-back',
  'bot',
  'targets',
  'mail',
  'flows',
  'experiments',
  'help',
  'install',
  'tags',
  'views',
  'identity',
  'export',
  'parked',
] as const;
export type SettingsSection = (typeof SETTINGS_SECTIONS)[number];

/** Every address that the inbox has. */
export type Route =
  | { name: 'home' }
  | {
      name:
        | 'sign-in'
        | 'sign-up'
        | 'confirm'
        | 'forgot'
        | 'reset'
        | 'invitation'
        | 'sessions'
        | 'new-workspace'
        | 'unknown';
    }
  | { name: 'settings'; workspaceId: WorkspaceId; section?: SettingsSection }
  | { name: 'report'; workspaceId: WorkspaceId }
  | { name: 'articles'; workspaceId: WorkspaceId; at?: ArticleId | 'import' | 'gaps' }
  | TopicsRoute;

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
const SETTINGS = new RegExp(`^/inbox/(${UUID})/settings(?:/(${SETTINGS_SECTIONS.join('|')}))?$`);
const AREA = new RegExp(`^/inbox/(${UUID})/(?:report|articles(?:/(${UUID}|import|gaps))?)$`);
const SETTINGS_BEFORE = new RegExp(`^/inbox/(${UUID})/(install|identity)$`); // where they were once

const PLAIN: Readonly<Record<string, Route>> = {
  '/inbox': { name: 'home' },
  '/inbox/sign-in': { name: 'sign-in' },
  '/inbox/sign-up': { name: 'sign-up' },
  '/inbox/confirm': { name: 'confirm' },
  '/inbox/forgot': { name: 'forgot' },
  '/inbox/reset': { name: 'reset' },
  '/inbox/invitation': { name: 'invitation' },
  '/inbox/account/sessions': { name: 'sessions' },
  '/inbox/new-workspace': { name: 'new-workspace' },
};

/** What an address means. */
export function routeOf(pathname: string, search = ''): Route {
  const path = pathname.replace(/\/+$/, '');
  const plain = Object.hasOwn(PLAIN, path) ? PLAIN[path] : undefined;
  if (plain) return plain;
  const area = AREA.exec(path);
  if (area) {
    const workspaceId = area[1] as WorkspaceId;
    if (path.endsWith('/report')) return { name: 'report', workspaceId };
    return { name: 'articles', workspaceId, ...(area[2] && { at: area[2] as ArticleId }) };
  }
  const settings = SETTINGS.exec(path) ?? SETTINGS_BEFORE.exec(path);
  if (settings) {
    const at = { name: 'settings', workspaceId: settings[1] as WorkspaceId } as const;
    return settings[2] ? { ...at, section: settings[2] as SettingsSection } : at;
  }
  return readTopicsRoute(path, search) ?? { name: 'unknown' };
}

/** The address of a route. */
export function pathOf(route: Route): string {
  switch (route.name) {
    case 'home':
    case 'unknown':
      return '/inbox';
    case 'sessions':
      return '/inbox/account/sessions';
    case 'settings':
      return `/inbox/${route.workspaceId}/settings${route.section ? `/${route.section}` : ''}`;
    case 'report':
      return `/inbox/${route.workspaceId}/report`;
    case 'articles':
      return `/inbox/${route.workspaceId}/articles${route.at ? `/${route.at}` : ''}`;
    case 'topics':
      return pathOfTopics(route);
    default:
      return `/inbox/${route.name}`;
  }
}

/** Where to return to after signing in: a place of our own, or nowhere. */
export function returnPath(search: string): string | undefined {
  const path = new URLSearchParams(search).get('to');
  const [pathname = ''] = path?.split('?') ?? [];
  return path?.startsWith('/inbox/') && routeOf(pathname).name !== 'unknown' ? path : undefined;
}
