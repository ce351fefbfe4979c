import type { Absence, WorkingHours } from '@everthread/shared/models/profile';
import type { Schedule } from '@everthread/shared/models/schedule';

const DAY_AND_NIGHT = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ day, from: '00:00', to: '24:00' }));

/**
 * When an agent is there, by what he says of himself: his working hours, without the days on which he is absent. Who has
 * no fixed hours is there day and night, in `usualZone` where it comes to days.
 */
export const shiftOf = (
  { hours, absences }: { hours: WorkingHours | null; absences: readonly Absence[] },
  usualZone: string,
): Schedule => ({
  timeZone: hours?.timeZone ?? usualZone,
  weekly: hours?.spans ?? DAY_AND_NIGHT,
  holidays: absences.map(({ from, to, reason }) => ({ name: reason, from, to, isYearly: false })),
  openings: [],
});
