import { useEffect, useRef } from 'preact/hooks';
import { say } from '../../../lib/words/say';
import { Callout } from '../../ui/callout';

export interface SavedFileView {
  readonly fileName: string;
  readonly address: string;
  /** What is to be known about it. */
  readonly words: string;
}

/** A file that was handed to the browser, and the way to it for whoever missed it. It takes the focus. */
export function SavedFile({ saved }: { readonly saved: SavedFileView }) {
  const link = useRef<HTMLAnchorElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another file is news
  useEffect(() => link.current?.focus(), [saved.address]);
  return (
    <Callout tone="success" announced>
      <p>{saved.words}</p>
      <p>
        <a ref={link} class="transfer-file" href={saved.address} download={saved.fileName}>
          {say('Save {name} again', { name: saved.fileName })}
        </a>
      </p>
    </Callout>
  );
}
