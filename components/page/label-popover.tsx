import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { ButtonAnswer } from '../../lib/messages/page-views';
import { Icon } from '../ui/icon';
import { AnchoredPopover } from './anchored-popover';
import { describeProblem } from './describe-problem';
import { PageButton, whyNot } from './page-button';
import { useUniqueId } from './use-unique-id';

export interface LabelPopoverProps {
  readonly anchor: () => DOMRectReadOnly | undefined;
  /** What the team has put on this post. */
  readonly labels: readonly string[];
  /** The labels that this account's posts carry already. */
  readonly suggest: () => Promise<readonly string[]>;
  readonly answer: ButtonAnswer;
  /** Puts a label on or takes it off. Rejects when that was not accepted; else what is there then. */
  readonly change: (label: string, isOn: boolean) => Promise<readonly string[]>;
  readonly onClose: () => void;
}

const MAX_LABEL_LENGTH = 50;
/** More than these are found by typing. */
const MAX_SUGGESTIONS = 12;

/** The team's labels on a post of a site: never sent there. */
export function LabelPopover(props: LabelPopoverProps): JSX.Element {
  const { anchor, suggest, answer, change, onClose } = props;
  const [labels, setLabels] = useState(props.labels);
  const [suggestions, setSuggestions] = useState<readonly string[]>([]);
  const [text, setText] = useState('');
  const [busy, setBusy] = useState<string>();
  const [problem, setProblem] = useState('');
  const id = useUniqueId();
  const refusal = whyNot(answer);

  // Without suggestions a label can still be written.
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once, when it opens
  useEffect(() => {
    suggest().then(setSuggestions, () => {});
  }, []);

  const put = async (event: Event, label: string, isOn: boolean) => {
    const wanted = label.trim();
    if (!event.isTrusted || busy !== undefined || wanted === '' || refusal !== '') return;
    setBusy(wanted);
    setProblem('');
    try {
      setLabels(await change(wanted, isOn));
      if (isOn) setText('');
    } catch (error) {
      setProblem(describeProblem(error));
    }
    setBusy(undefined);
  };

  const typed = text.trim().toLocaleLowerCase();
  const offered = suggestions
    .filter((label) => !labels.includes(label) && label.toLocaleLowerCase().includes(typed))
    .slice(0, MAX_SUGGESTIONS);

  return (
    <AnchoredPopover title="Labels" anchor={anchor} isKept={text.trim() !== ''} onClose={onClose}>
      {labels.length > 0 ? (
        <ul class="page-chips" aria-label="On this post">
          {labels.map((label) => (
            <li key={label} class="page-chip page-chip-on">
              <bdi>{label}</bdi>
              {refusal === '' && (
                <button
                  type="button"
                  class="page-chip-remove"
                  aria-label={`Take off ${label}`}
                  aria-busy={busy === label}
                  onClick={(event) => void put(event, label, false)}
                >
                  <Icon name="decline" />
                </button>
              )}
            </li>
          ))}
        </ul>
      ) : (
        <p class="page-quiet">No labels yet. Only your team sees them.</p>
      )}
      {refusal !== '' ? (
        <p class="page-quiet">{refusal}</p>
      ) : (
        <>
          <label class="visually-hidden" for={id}>
            New label
          </label>
          <div class="page-popover-line">
            <input
              id={id}
              class="text-field"
              data-focused-first=""
              maxLength={MAX_LABEL_LENGTH}
              placeholder="New label"
              dir="auto"
              autocomplete="off"
              value={text}
              onInput={(event) => setText(event.currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key !== 'Enter' || event.isComposing) return;
                event.preventDefault();
                void put(event, text, true);
              }}
            />
            <PageButton
              look="primary"
              busy={busy !== undefined}
              onPress={(event) => void put(event, text, true)}
            >
              Add
            </PageButton>
          </div>
          {offered.length > 0 && (
            <ul class="page-chips" aria-label="Labels in use">
              {offered.map((label) => (
                <li key={label}>
                  <button
                    type="button"
                    class="page-chip page-chip-offered"
                    aria-label={`Put on ${label}`}
                    onClick={(event) => void put(event, label, true)}
                  >
                    <bdi>{label}</bdi>
                  </button>
                </li>
              ))}
            </ul>
          )}
        </>
      )}
      {problem && (
        <p class="page-problem" role="alert">
          {problem}
        </p>
      )}
    </AnchoredPopover>
  );
}
