import type { Attachment } from '@everthread/shared/models/attachment';
import { useEffect } from 'preact/hooks';
import type { FilesModel } from '../models/files-model.ts';
import { shownSize } from '../shown-size.ts';
import type { Speech } from '../words.ts';
import { Icon } from './icon.tsx';

type AttachedProps = { attachment: Attachment; files: FilesModel; speech: Speech };

/** A file in a bubble: a picture in place, anything else as a card. Either opens in a tab of its own. */
export function Attached({ attachment, files, speech }: AttachedProps) {
  const { id, name, size } = attachment;
  const room = shownSize(attachment);
  const url = files.linkTo(id).value?.url;

  useEffect(() => {
    if (room) files.want(id);
  }, [id]);

  async function open(event: MouseEvent): Promise<void> {
    if (files.isGood(id)) return;
    event.preventDefault();
    const fresh = await files.open(id);
    if (fresh) window.open(fresh, '_blank', 'noopener');
  }

  const link = {
    href: url ?? '#',
    target: '_blank',
    rel: 'noopener noreferrer ugc',
    onClick: open,
    onPointerEnter: () => files.want(id),
    onFocus: () => files.want(id),
  };
  if (room) {
    return (
      <a {...link} class="picture" style={{ width: `${room.width}px`, aspectRatio: `${room.width} / ${room.height}` }}>
        {url && <img src={url} alt={name} onError={() => !files.isGood(id) && files.want(id, true)} />}
        {!url && <span class="heard">{name}</span>}
      </a>
    );
  }
  return (
    <a {...link} class="file">
      <Icon shape="file" />
      <span class="file-name" dir="auto">
        {name}
      </span>
      <bdi class="file-size">{speech.fileSize(size)}</bdi>
    </a>
  );
}
