import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { laterTray } from './later-tray.ts';

type DropZoneProps = { onFiles: (files: readonly File[]) => void; children: ComponentChildren };

const bringsFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes('Files') === true;

/** Takes files that are dropped anywhere on it. */
export function DropZone({ onFiles, children }: DropZoneProps) {
  const isOver = useSignal(false);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: who cannot drag has the button beside the field
    <div
      class="drop-zone"
      onDragOver={(event) => {
        if (!bringsFiles(event)) return;
        event.preventDefault();
        isOver.value = true;
        laterTray.want();
      }}
      onDragLeave={({ relatedTarget }) => {
        if (!relatedTarget) isOver.value = false;
      }}
      onDrop={(event) => {
        isOver.value = false;
        if (!bringsFiles(event)) return;
        event.preventDefault();
        onFiles([...(event.dataTransfer?.files ?? [])]);
      }}
    >
      {children}
      {isOver.value && laterTray.value && <laterTray.value.DropHere />}
    </div>
  );
}
