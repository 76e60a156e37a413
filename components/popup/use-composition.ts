import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { ask } from '../../lib/messages/client';
import type { MessageError } from '../../lib/messages/protocol';
import type { CompositionDecisions, CompositionView } from '../../lib/messages/views';
import type { Composition } from '../../lib/workspace/composition';
import { createAutosave } from './autosave';
import { usePopupServices } from './popup-services';
import { problemOf } from './use-ask';

export interface EditedComposition {
  readonly composition: Composition;
  readonly decisions: readonly CompositionDecisions[];
  readonly saveState: 'untouched' | 'saving' | 'saved';
  readonly saveProblem: MessageError | undefined;
  readonly change: (change: (before: Composition) => Composition) => void;
  /** Resolves when the background has all that is written. @throws MessageFailed */
  readonly settle: () => Promise<void>;
  /** Stops saving, so that what is being thrown away is not written once more. */
  readonly abandon: () => Promise<void>;
}

/** A composition as it is written: every change is kept in the background at once, and answered with what it allows. */
export function useComposition(opened: CompositionView): EditedComposition {
  const { nowMs } = usePopupServices();
  const [composition, setComposition] = useState(opened.composition);
  const [decisions, setDecisions] = useState(opened.decisions);
  const [saveState, setSaveState] = useState<EditedComposition['saveState']>('untouched');
  const [saveProblem, setSaveProblem] = useState<MessageError>();
  const latest = useRef(opened.composition);

  const autosave = useMemo(
    () =>
      createAutosave<Composition, readonly CompositionDecisions[]>({
        save: (composition) => ask('composition.save', { composition }),
        onSaved: (answer) => {
          setDecisions(answer);
          setSaveState('saved');
          setSaveProblem(undefined);
        },
        onFailed: (error) => setSaveProblem(problemOf(error)),
      }),
    [],
  );

  useEffect(() => {
    const hurryWhenHidden = () => document.visibilityState === 'hidden' && autosave.hurry();
    addEventListener('pagehide', autosave.hurry);
    document.addEventListener('visibilitychange', hurryWhenHidden);
    return () => {
      removeEventListener('pagehide', autosave.hurry);
      document.removeEventListener('visibilitychange', hurryWhenHidden);
      autosave.hurry();
    };
  }, [autosave]);

  const change = useCallback(
    (changeOf: (before: Composition) => Composition) => {
      // Each version is younger than the one before, whatever the clock does: the background may go by it.
      const updatedAtMs = Math.max(nowMs(), latest.current.updatedAtMs + 1);
      latest.current = { ...changeOf(latest.current), updatedAtMs };
      setComposition(latest.current);
      setSaveState('saving');
      autosave.push(latest.current);
    },
    [autosave, nowMs],
  );

  return {
    composition,
    decisions,
    saveState,
    saveProblem,
    change,
    settle: autosave.settle,
    abandon: autosave.abandon,
  };
}
