// What one sets for oneself, in one file to fetch.
export { NotificationsSection } from '../notifications/notifications-section.tsx';
export { ProfileSection } from './profile-section.tsx';
