import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { Speech } from '../words.ts';
import { Icon } from './icon.tsx';

type DropZoneProps = { onFiles: (files: readonly File[]) => void; speech: Speech; children: ComponentChildren };

const bringsFiles = ({ dataTransfer }: DragEvent) => dataTransfer?.types.includes('Files') === true;

/** Takes files that are dropped anywhere on it. */
export function DropZone({ onFiles, speech, children }: DropZoneProps) {
  const isOver = useSignal(false);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: who cannot drag has the button beside the field
    <div
      class="drop-zone"
      onDragOver={(event) => {
        if (!bringsFiles(event)) return;
        event.preventDefault();
        isOver.value = true;
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
      {isOver.value && (
        <div class="drop-here">
          <Icon shape="clip" />
          {speech.say('dropHere')}
        </div>
      )}
    </div>
  );
}
