import { useRef, useState } from 'preact/hooks';
import { run } from '../../lib/messages/client';
import { describeMessageError } from '../../lib/messages/message-failed';
import type { MessageError } from '../../lib/messages/protocol';
import type { PostView } from '../../lib/messages/views';
import { say } from '../../lib/words/say';
import type { PostId } from '../../lib/workspace/records';
import { useToast } from '../ui/toast';
import { problemOf } from './use-ask';

/** As long as the domain takes a decision back: `UNDO_WINDOW_MS` of the approval plan. */
const UNDO_MS = 8_000;

export interface Approval {
  /** The post that is being decided. */
  readonly busyId: PostId | undefined;
  readonly problem: { readonly postId: PostId; readonly error: MessageError } | undefined;
  readonly approve: (view: PostView) => Promise<void>;
  /** @throws MessageFailed for the form that holds the note. */
  readonly decline: (view: PostView, note: string) => Promise<void>;
  readonly undoLast: () => Promise<void>;
}

/**
 * Approving and declining what is on the screen, each with its few seconds of undo.
 * @param onDecided called when a decision was accepted. @param onUndone called when it was taken back.
 */
export function useApproval(
  onDecided: (view: PostView) => void,
  onUndone: (postId: PostId) => void,
): Approval {
  const showToast = useToast();
  const [busyId, setBusyId] = useState<PostId>();
  const [problem, setProblem] = useState<Approval['problem']>();
  const isBusy = useRef(false);
  const lastDecided = useRef<PostId | undefined>(undefined);

  const undo = async (postId: PostId) => {
    if (lastDecided.current === postId) lastDecided.current = undefined;
    try {
      await run('post.undoDecision', { postId });
      showToast({ text: say('Taken back. It awaits your decision again.') });
      onUndone(postId);
    } catch (error) {
      showToast({ text: describeMessageError(problemOf(error)), tone: 'danger', durationMs: 10_000 });
    }
  };

  const decide = async (view: PostView, done: string, command: () => Promise<unknown>) => {
    if (isBusy.current) return;
    isBusy.current = true;
    setBusyId(view.post.id);
    setProblem(undefined);
    try {
      await command();
      lastDecided.current = view.post.id;
      showToast({
        text: done,
        action: { label: say('Undo'), onPress: () => void undo(view.post.id) },
        durationMs: UNDO_MS,
      });
      onDecided(view);
    } finally {
      isBusy.current = false;
      setBusyId(undefined);
    }
  };

  return {
    busyId,
    problem,
    approve: async (view) => {
      const { post, seal } = view;
      try {
        await decide(view, say('Approved.'), () => run('post.approve', { postId: post.id, seal }));
      } catch (error) {
        setProblem({ postId: post.id, error: problemOf(error) });
      }
    },
    decline: (view, note) =>
      decide(view, say('Declined. The author sees your note.'), () =>
        run('post.decline', { postId: view.post.id, seal: view.seal, note }),
      ),
    undoLast: async () => {
      if (lastDecided.current) await undo(lastDecided.current);
      else showToast({ text: say('There is nothing to undo.') });
    },
  };
}
