import { useEffect, useState } from 'preact/hooks';
import { ask } from '../../../lib/messages/client';
import { describeFailure } from '../../../lib/messages/message-failed';
import type { LabelView, SavedTextsView } from '../../../lib/messages/views';
import { say } from '../../../lib/words/say';

export interface LabelsState {
  /** Absent until they were read for the first time. */
  readonly labels?: readonly LabelView[];
  readonly texts?: SavedTextsView;
  /** Why they could not be read. */
  readonly problem?: string;
}

/** The workspace's labels and saved texts, read again with each revision of the workspace. */
export function useLabels(revision: number): LabelsState {
  const [state, setState] = useState<LabelsState>({});
  // biome-ignore lint/correctness/useExhaustiveDependencies: the revision says when to read again
  useEffect(() => {
    let isWanted = true;
    Promise.all([ask('labels.list', {}), ask('texts.list', {})]).then(
      ([labels, texts]) => isWanted && setState({ labels, texts }),
      (error: unknown) =>
        isWanted &&
        setState((last) => ({
          ...last,
          problem: describeFailure(error, say('The labels and texts could not be read.')),
        })),
    );
    return () => {
      isWanted = false;
    };
  }, [revision]);
  return state;
}
