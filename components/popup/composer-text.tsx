import './composer-text.css';
import type { JSX } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import type { NetworkText } from '../ui/network-text';
import { findLimitIndex, leftOf } from './text-limit';

export interface ComposerTextProps {
  readonly text: string;
  /** The networks of the chosen accounts, each once: the tightest one counts. */
  readonly networks: readonly NetworkText[];
  readonly onInput: (text: string) => void;
  readonly onImages: (files: readonly File[]) => void;
}

/** The text, with what is over the limit marked in it, and what is left to write counted as the network counts. */
export function ComposerText({ text, networks, onInput, onImages }: ComposerTextProps): JSX.Element {
  const id = useId();
  const field = useRef<HTMLTextAreaElement>(null);
  useLayoutEffect(() => {
    const element = field.current;
    if (!element) return;
    element.focus();
    // Writing goes on where it stopped; a quotation that was filled in keeps room for words in front of it.
    const end = element.value.startsWith('\n') ? 0 : element.value.length;
    element.setSelectionRange(end, end);
  }, []);

  const measures = networks.map((network) => ({
    network,
    measure: network.measure(network.normalizeText(text)),
  }));
  const tightest = measures.toSorted(
    (one, other) => leftOf(one.measure).left - leftOf(other.measure).left,
  )[0];
  const limitIndex =
    tightest && !tightest.measure.withinLimits ? findLimitIndex(text, tightest.measure) : text.length;

  const onPaste = (event: ClipboardEvent) => {
    const files = imagesOf(event.clipboardData);
    if (files.length === 0) return;
    event.preventDefault();
    onImages(files);
  };

  return (
    <div class="composer-text">
      <label class="compose-label" for={id}>
        Text
      </label>
      <div class="composer-text-field">
        <div class="composer-text-mirror" aria-hidden="true" dir="auto">
          {text.slice(0, limitIndex)}
          {limitIndex < text.length && <mark>{text.slice(limitIndex)}</mark>}
          {'\n'}
        </div>
        <textarea
          ref={field}
          id={id}
          class="composer-text-input"
          dir="auto"
          placeholder="What would you like to say?"
          maxLength={100_000}
          value={text}
          aria-describedby={`${id}-count`}
          aria-invalid={limitIndex < text.length}
          onInput={(event) => onInput(event.currentTarget.value)}
          onPaste={onPaste}
        />
      </div>
      {tightest && (
        <Count id={`${id}-count`} measure={tightest.measure} networkName={tightest.network.name} />
      )}
    </div>
  );
}

function Count(props: {
  readonly id: string;
  readonly measure: ReturnType<NetworkText['measure']>;
  readonly networkName: string;
}): JSX.Element {
  const { id, measure, networkName } = props;
  const { left, unit } = leftOf(measure);
  const isOver = !measure.withinLimits;
  const words = isOver ? `${-left} ${unit} over what ${networkName} takes` : `${left} ${unit} left`;
  return (
    <div class="composer-text-count-line">
      <span id={id} class={isOver ? 'composer-text-count composer-text-count-over' : 'composer-text-count'}>
        {words}
      </span>
      {/* Said only where it matters: a count at every key press would drown what is typed. */}
      <span class="visually-hidden" role="status">
        {isOver ? `The text is too long for ${networkName}.` : left <= 20 ? `${left} ${unit} left` : ''}
      </span>
    </div>
  );
}

/** The images and videos in what was pasted or dropped. */
export function imagesOf(data: DataTransfer | null): readonly File[] {
  return [...(data?.files ?? [])].filter(({ type }) => /^(?:image|video)\//.test(type));
}
