import { useRef, useState } from 'preact/hooks';
import { ask } from '../../../lib/messages/client';
import { describeFailure } from '../../../lib/messages/message-failed';
import type { ImportPreview } from '../../../lib/messages/views';
import type { MemberId } from '../../../lib/roles';
import { say } from '../../../lib/words/say';
import { useOptionsServices } from '../options-services';

/** The largest that one message takes; see `MAX_IMPORT_LENGTH`. */
const MAX_BYTES = 16 * 1024 * 1024;

export interface Import {
  readonly preview: ImportPreview | undefined;
  readonly isBusy: boolean;
  /** Why the file could not be looked at, or not be imported. */
  readonly problem: string | undefined;
  /** Reads a file and asks what it would do. */
  choose(file: File): Promise<void>;
  /** In an empty browser: asks again, as somebody else. */
  chooseOwner(ownerId: MemberId): Promise<void>;
  /** Does it. */
  carryOut(): Promise<void>;
  /** Puts the file away. */
  forget(): void;
}

/** A workspace file on its way in. @param onImported told when it is in */
export function useImport(
  onImported: (done: { readonly added: number; readonly changed: number }) => Promise<void>,
): Import {
  const services = useOptionsServices();
  const [chosen, setChosen] = useState<{ text: string; ownerId?: MemberId; wishId: string }>();
  const [preview, setPreview] = useState<ImportPreview>();
  const [problem, setProblem] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const newest = useRef(0);

  async function look(text: string, ownerId: MemberId | undefined): Promise<void> {
    newest.current += 1;
    const asked = newest.current;
    setProblem(undefined);
    try {
      const next = await ask('transfer.preview', { text, ...(ownerId && { ownerId }) });
      if (asked !== newest.current) return;
      setPreview(next);
      const first = ownerId ?? next.keepers[0]?.id;
      setChosen({ text, ...(first && { ownerId: first }), wishId: services.newId() });
    } catch (error) {
      if (asked !== newest.current) return;
      setPreview(undefined);
      setProblem(describeFailure(error, say('The file could not be read.')));
    }
  }

  return {
    preview,
    isBusy,
    problem,
    async choose(file) {
      setPreview(undefined);
      if (file.size > MAX_BYTES)
        return setProblem(say('The file is larger than 16 MB. A full backup has room for more.'));
      const text = await file.text().catch(() => undefined);
      if (text === undefined) return setProblem(say('The file could not be read.'));
      await look(text, undefined);
    },
    chooseOwner: (ownerId) => look(chosen?.text ?? '', ownerId),
    async carryOut() {
      if (!chosen || !preview || isBusy) return;
      setBusy(true);
      setProblem(undefined);
      try {
        const { text, ownerId, wishId } = chosen;
        const done = await ask('transfer.import', {
          text,
          digest: preview.digest,
          ...(ownerId && { ownerId }),
          idempotencyKey: wishId,
        });
        setPreview(undefined);
        setChosen(undefined);
        await onImported(done);
      } catch (error) {
        const words = describeFailure(error, say('The file could not be imported.'));
        // It may be that the workspace is another one by now: what is shown is what would be done.
        await look(chosen.text, chosen.ownerId);
        setProblem(words);
      } finally {
        setBusy(false);
      }
    },
    forget() {
      newest.current += 1;
      setPreview(undefined);
      setChosen(undefined);
      setProblem(undefined);
    },
  };
}
