import type { CalendarId, TeamId } from '@everthread/shared/models/ids';
import type { Schedule } from '@everthread/shared/models/schedule';
import { useEffect, useId, useMemo, useState } from 'preact/hooks';
import { useApp } from '../../app-context.ts';
import { useHoursWords } from '../../locales/en-hours.ts';
import { HoursModel } from '../../models/hours-model.ts';
import { newId } from '../../new-id.ts';
import { Select } from '../../ui/select.tsx';
import { LoadFailed } from '../load-failed.tsx';
import type { SectionProps } from '../settings/sections.ts';
import { OnlyManagers, SettingCard, SwitchSetting } from '../settings/setting.tsx';
import { useSave } from '../settings/use-save.ts';
import { Unloaded } from '../settings/when-loaded.tsx';
import { CalendarImport } from './calendar-import.tsx';
import { CalendarList } from './calendar-list.tsx';
import { HolidaysEditor } from './holidays-editor.tsx';
import { NoticeSetting } from './notice-setting.tsx';
import { NowLine } from './now-line.tsx';
import { OpeningsEditor } from './openings-editor.tsx';
import { useHoursApi } from './use-hours-api.ts';
import { holidaysInOrder, officeHours, ownZone } from './week.ts';
import { WeekEditor } from './week-editor.tsx';

/** When a workspace and its teams answer, and what visitors are told for a while. */
export function HoursSection({ inbox }: SectionProps) {
  const w = useHoursWords();
  const id = useId();
  const save = useSave();
  const { now } = useApp();
  const api = useHoursApi(inbox);
  const model = useMemo(() => new HoursModel(api), [api]);
  const [teamId, setTeamId] = useState<TeamId | null>(null);
  useEffect(() => void model.load(), [model]);
  const state = model.state.value;
  const { roster } = inbox;
  const disabled = !roster.isManager.value;
  const schedule = model.scheduleOf(teamId);
  const title = teamId ? (roster.nameOfTeam(teamId) ?? w.section) : w.workspace;
  const change = (next: Schedule | null) =>
    void save({
      what: `${w.section}, ${title}`,
      put: () => model.change(teamId, next),
      back: () => model.change(teamId, schedule),
    });
  const first = () => model.scheduleOf(null) ?? officeHours(ownZone());

  if (state.name === 'loading') return <div class="bone h-60 rounded-large" aria-busy="true" />;
  if (state.name === 'failed') return <LoadFailed says={w.failed} onRetry={() => void model.load()} />;
  if (!inbox.roster.workspace.value) return <Unloaded roster={inbox.roster} />;
  return (
    <>
      <p class="-mt-3 text-read text-pretty text-soft">{w.lead}</p>
      <NoticeSetting inbox={inbox} api={api} />
      {roster.teams.value.size > 0 && (
        <div class="flex max-w-md flex-col gap-1.5">
          <label for={`${id}-whose`} class="font-medium">
            {w.whose}
          </label>
          <Select
            id={`${id}-whose`}
            value={teamId ?? ''}
            onChange={({ currentTarget }) => setTeamId((currentTarget.value || null) as TeamId | null)}
          >
            <option value="">{w.workspace}</option>
            {[...roster.teams.value.values()].map((team) => (
              <option key={team.id} value={team.id}>
                {team.name}
              </option>
            ))}
          </Select>
        </div>
      )}
      <NowLine hours={model.nowOf(teamId)} now={now.now.value} />
      <SettingCard at="week" title={w.week.title}>
        <div class={schedule ? 'mb-4' : ''}>
          <SwitchSetting
            label={teamId ? w.week.asWorkspace : w.week.always}
            isOn={!schedule}
            disabled={disabled}
            onSave={(isOn) => change(isOn ? null : first())}
          />
        </div>
        {schedule && <WeekEditor schedule={schedule} disabled={disabled} onSave={change} />}
        {disabled && <OnlyManagers />}
      </SettingCard>
      {schedule && (
        <>
          <SettingCard at="holidays" title={w.holidays.title} hint={w.holidays.hint}>
            <HolidaysEditor
              holidays={schedule.holidays}
              now={now.now.value}
              disabled={disabled}
              onSave={(holidays) => change({ ...schedule, holidays })}
            />
          </SettingCard>
          <SettingCard at="calendars" title={w.calendar.title} hint={w.calendar.hint}>
            <CalendarList
              calendars={model.calendarsOf(teamId)}
              now={now.now.value}
              disabled={disabled}
              onRemove={({ id: gone, url }) =>
                void save({
                  what: w.calendar.title,
                  said: w.calendar.isRemoved,
                  put: () => model.removeCalendar(gone),
                  back: () => model.addCalendar({ id: newId() as CalendarId, teamId, url }),
                })
              }
            />
            {!disabled && (
              <CalendarImport
                key={teamId ?? 'workspace'}
                holidays={schedule.holidays}
                api={api}
                onAddress={(url) => model.addCalendar({ id: newId() as CalendarId, teamId, url })}
                onFound={(added) =>
                  change({ ...schedule, holidays: holidaysInOrder([...schedule.holidays, ...added]) })
                }
              />
            )}
          </SettingCard>
          <SettingCard at="openings" title={w.openings.title} hint={w.openings.hint}>
            <OpeningsEditor
              openings={schedule.openings}
              disabled={disabled}
              onSave={(openings) => change({ ...schedule, openings })}
            />
          </SettingCard>
        </>
      )}
    </>
  );
}
