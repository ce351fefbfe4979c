import { TARGET_KINDS } from '@everthread/shared/client/target-kinds';
import type { TargetChange } from '@everthread/shared/models/target';

/** A target in words, for the audit log. */
export function targetWords({ minutes, inOfficeHours, viewId, filters }: TargetChange): string {
  const times = TARGET_KINDS.flatMap((kind) => (minutes[kind] === null ? [] : [`${kind} ${minutes[kind]} min`]));
  const asked = Object.keys(filters);
  const whose = viewId ? 'a view' : asked.length > 0 ? `by ${asked.join(', ')}` : 'all topics';
  return [times.join(', ') || 'no time', inOfficeHours ? 'in office hours' : 'by the calendar', whose].join('; ');
}
