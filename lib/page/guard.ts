import { describeProblem } from '../../components/page/describe-problem';
import { drawInto } from '../../components/page/draw-into';
import { drawGuardBar, type GuardState } from '../../components/page/guard-bar';
import type { GuardAnswer } from '../messages/page-views';
import { findComposer, readSignedIn } from '../sites/read-site';
import type { Site } from '../sites/site';
import { say, words } from '../words/say';
import { type Floating, floatBeside } from './float-beside';
import { createPageHost, type PageHost } from './page-host';
import { readComposerText } from './read-composer-text';

/** What the guard asks of the background. */
export interface GuardConversation {
  /** What stands beside the Post button; null where the signed-in account is none of the workspace's. */
  readonly guard: (signedIn: string | undefined) => Promise<GuardAnswer | null>;
  readonly saveComposer: (draft: {
    readonly accountId: GuardAnswer['accountId'];
    /** Absent where the editor's elements do not tell it: whoever saves reads it. */
    readonly text?: string;
    readonly intent: 'save' | 'submit';
  }) => Promise<{ readonly words: string }>;
}

export interface GuardOptions {
  readonly page: Document;
  readonly site: Site;
  readonly conversation: GuardConversation;
  readonly signal: AbortSignal;
}

export interface Guard {
  /** What may be done has changed: asks again. */
  readonly refresh: () => void;
}

/** A site may change a hundred times a second; its composer is looked for this often, sooner when one stands open. */
const IDLE_LOOK_MS = 1_000;
const LOOK_MS = 150;

const EMPTY_WORDS = words('Write something first: there is nothing to keep yet.');

/** One composer that stands open, and what we have beside it. */
interface OpenComposer {
  readonly editor: HTMLElement;
  readonly postButton: HTMLElement;
  readonly ending: AbortController;
  answer?: GuardAnswer;
  bar?: { readonly host: PageHost; readonly floating: Floating; readonly ending: AbortController };
  state: GuardState;
}

/**
 * Puts the team's own way beside a site's Post button, while a composer stands open and the signed-in account is one
 * of the workspace's. It reads the composer when somebody presses our button, writes nothing and presses nothing.
 */
export function startGuard(options: GuardOptions): Guard {
  const { page, site, conversation, signal } = options;
  /** Composers beside which somebody does not want it. */
  const dismissed = new WeakSet<HTMLElement>();
  let open: OpenComposer | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lookAtMs = Number.POSITIVE_INFINITY;
  const keepsDrafts = site.composer?.drafts !== undefined;

  const leave = () => {
    open?.bar?.ending.abort();
    open?.ending.abort();
    open = undefined;
  };

  const draw = (composer: OpenComposer) => {
    const { answer, bar, state, editor } = composer;
    if (answer === undefined || bar === undefined) return;
    bar.host.followGround(editor);
    drawGuardBar(bar.host.root, {
      answer,
      state,
      onPress: () => void save(composer, answer),
      onDismiss: () => {
        dismissed.add(editor);
        leave();
        // What had the focus is gone.
        editor.focus();
      },
    });
    bar.floating.place();
  };

  /** What was said was said of another text. */
  const written = (composer: OpenComposer) => {
    if (composer.state.kind !== 'done' && composer.state.kind !== 'problem') return;
    composer.state = { kind: 'ready' };
    draw(composer);
  };

  /** Editors that keep drafts write in frames of their own, whose events do not come out of them. */
  const hearFrames = (composer: OpenComposer) => {
    for (const { contentDocument } of page.querySelectorAll('iframe')) {
      contentDocument?.addEventListener('input', () => written(composer), {
        signal: composer.ending.signal,
        capture: true,
        passive: true,
        once: true,
      });
    }
  };

  const save = async (composer: OpenComposer, { accountId, kind }: GuardAnswer) => {
    if (composer.state.kind === 'busy') return;
    const show = (state: GuardState) => {
      composer.state = state;
      if (composer.ending.signal.aborted) return;
      draw(composer);
      if (keepsDrafts) hearFrames(composer);
    };
    const text = keepsDrafts ? undefined : readComposerText(composer.editor);
    if (text === '') {
      show({ kind: 'problem', words: say(EMPTY_WORDS) });
      return;
    }
    show({ kind: 'busy' });
    try {
      const intent = kind === 'approval' ? 'submit' : 'save';
      const saved = await conversation.saveComposer({
        accountId,
        ...(text !== undefined && { text }),
        intent,
      });
      show({ kind: 'done', words: saved.words });
    } catch (error) {
      show({ kind: 'problem', words: describeProblem(error) });
    }
  };

  const ask = async (composer: OpenComposer) => {
    try {
      const answer = await conversation.guard(readSignedIn(site, page));
      if (composer.ending.signal.aborted) return;
      if (answer === null) {
        composer.bar?.ending.abort();
        delete composer.bar;
        return;
      }
      composer.answer = answer;
      composer.bar ??= mountBar(composer);
      draw(composer);
    } catch {
      // Without an answer nothing is drawn: the site's own button works as it always does.
    }
  };

  const mountBar = ({ editor, postButton }: OpenComposer) => {
    const ending = new AbortController();
    const host = createPageHost(page, 'guard', ending.signal);
    ending.signal.addEventListener('abort', () => drawInto(host.root, null), { once: true });
    const floating = floatBeside({
      host: host.host,
      // What stands for an editor may be the row of buttons itself: then beside all of it.
      anchor: editor.contains(postButton) ? editor : postButton,
      spared: editor,
      signal: ending.signal,
    });
    return { host, floating, ending };
  };

  const look = () => {
    timer = undefined;
    lookAtMs = Number.POSITIVE_INFINITY;
    const found = findComposer(site, page);
    const { editor, postButton } = found ?? {};
    if (editor === undefined || postButton === undefined || dismissed.has(editor)) {
      leave();
      return;
    }
    if (open?.editor === editor && open.postButton === postButton) {
      open.bar?.host.followGround(editor);
      open.bar?.floating.place();
      return;
    }
    leave();
    open = { editor, postButton, ending: new AbortController(), state: { kind: 'ready' } };
    void ask(open);
  };
  const lookIn = (delayMs: number) => {
    if (signal.aborted || performance.now() + delayMs >= lookAtMs) return;
    clearTimeout(timer);
    lookAtMs = performance.now() + delayMs;
    timer = setTimeout(look, delayMs);
  };

  if (site.composer !== undefined) {
    const changes = new MutationObserver(() => lookIn(open === undefined ? IDLE_LOOK_MS : LOOK_MS));
    changes.observe(page, { childList: true, subtree: true });
    signal.addEventListener('abort', () => changes.disconnect(), { once: true });
    page.addEventListener('focusin', () => lookIn(LOOK_MS), { signal, capture: true, passive: true });
    page.addEventListener(
      'input',
      (event) => {
        if (open !== undefined && (keepsDrafts || event.composedPath().includes(open.editor))) written(open);
      },
      { signal, capture: true, passive: true },
    );
    lookIn(LOOK_MS);
  }
  signal.addEventListener(
    'abort',
    () => {
      clearTimeout(timer);
      leave();
    },
    { once: true },
  );

  return { refresh: () => void (open && ask(open)) };
}
