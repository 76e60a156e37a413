import './workspace-picture.css';
import type { SessionView } from '../../lib/messages/views';
import type { MediaId } from '../../lib/workspace/records';
import { initialsOf } from '../ui/avatar';
import { useMedia } from '../ui/use-media';

interface WorkspacePictureProps {
  readonly workspace: NonNullable<SessionView['workspace']>;
  readonly size: 'small' | 'large';
}

/** The workspace's picture, or the first letters of its name. The name stands beside it, so it says nothing by itself. */
export function WorkspacePicture({ workspace: { name, pictureId }, size }: WorkspacePictureProps) {
  return (
    <span class="workspace-picture" data-size={size} aria-hidden="true">
      {pictureId === undefined ? (
        initialsOf(name)
      ) : (
        <Picture mediaId={pictureId} fallback={initialsOf(name)} />
      )}
    </span>
  );
}

function Picture({ mediaId, fallback }: { readonly mediaId: MediaId; readonly fallback: string }) {
  const media = useMedia(mediaId);
  if (media === undefined) return null;
  return media === 'missing' ? fallback : <img src={media.dataUrl} alt="" />;
}
