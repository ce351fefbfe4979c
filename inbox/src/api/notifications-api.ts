import type { Device, Devices, DeviceTest, NewDevice } from '@everthread/shared/models/device';
import type { DeviceId, WorkspaceId } from '@everthread/shared/models/ids';
import type { NotificationChange, NotificationSettings, Notifications } from '@everthread/shared/models/notification';
import type { Call } from './call.ts';

/** Of what an agent is told in a workspace, and on which of his devices. */
export type NotificationsApi = {
  notifications(): Promise<Notifications>;
  changeNotifications(change: NotificationChange): Promise<NotificationSettings>;
  devices(): Promise<Devices>;
  keepDevice(device: NewDevice): Promise<Device>;
  forgetDevice(id: DeviceId): Promise<void>;
  testDevice(id: DeviceId): Promise<DeviceTest['outcome']>;
};

export function createNotificationsApi(call: Call, workspaceId: WorkspaceId): NotificationsApi {
  const own = `/api/workspaces/${workspaceId}/notifications`;
  const devices = '/api/account/devices';
  return {
    notifications: () => call('GET', own),
    changeNotifications: async (change) =>
      (await call<{ settings: NotificationSettings }>('PATCH', own, change)).settings,
    devices: () => call('GET', devices),
    keepDevice: async (device) => (await call<{ device: Device }>('PUT', devices, device)).device,
    forgetDevice: (id) => call('DELETE', `${devices}/${id}`),
    testDevice: async (id) => (await call<DeviceTest>('POST', `${devices}/${id}/test`, {})).outcome,
  };
}
