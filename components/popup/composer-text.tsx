import { say } from '../../lib/words/say';
import './composer-text.css';
import type { JSX } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import type { PostOptions } from '../../lib/networks/post-fields';
import type { NetworkText, NetworkTextMeasure } from '../ui/network-text';
import { SavedTexts } from './saved-texts';
import { findOverIndex, leftOf } from './text-limit';

/** What goes out on one account, to be counted as its network counts. */
export interface CountedContent {
  readonly network: NetworkText;
  /** The account's handle, where it adds something to the text. */
  readonly addedBy: string | undefined;
  /** The text as it goes out. */
  readonly text: string;
  readonly options: PostOptions;
}

export interface ComposerTextProps {
  readonly text: string;
  /** What goes out on each of the chosen accounts: the tightest one counts. */
  readonly counted: readonly CountedContent[];
  readonly onInput: (text: string) => void;
  readonly onImages: (files: readonly File[]) => void;
}

/** The text, with what is over the limit marked in it, and what is left to write counted as the network counts. */
export function ComposerText({ text, counted, onInput, onImages }: ComposerTextProps): JSX.Element {
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

  const tightest = counted
    .map((content) => ({
      content,
      measure: content.network.measure(content.network.normalizeText(content.text), content.options),
    }))
    .toSorted((one, other) => leftOf(one.measure).left - leftOf(other.measure).left)[0];
  const limitIndex = tightest ? findOverIndex(text, tightest.measure) : text.length;

  const onPaste = (event: ClipboardEvent) => {
    const files = imagesOf(event.clipboardData);
    if (files.length === 0) return;
    event.preventDefault();
    onImages(files);
  };

  /** Where the cursor stands, or in the place of what is selected; the cursor then stands behind it. */
  const insert = (inserted: string) => {
    const element = field.current;
    if (!element) return;
    element.focus();
    element.setRangeText(inserted, element.selectionStart, element.selectionEnd, 'end');
    onInput(element.value);
  };

  return (
    <div class="composer-text">
      <label class="compose-label" for={id}>
        {say('Text')}
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
          placeholder={say('What would you like to say?')}
          maxLength={100_000}
          value={text}
          aria-describedby={`${id}-count`}
          aria-invalid={tightest !== undefined && !tightest.measure.withinLimits}
          onInput={(event) => onInput(event.currentTarget.value)}
          onPaste={onPaste}
        />
      </div>
      <div class="composer-text-foot">
        <SavedTexts onInsert={insert} />
        {tightest && <Count id={`${id}-count`} {...tightest} />}
      </div>
    </div>
  );
}

function Count(props: {
  readonly id: string;
  readonly measure: NetworkTextMeasure;
  readonly content: CountedContent;
}): JSX.Element {
  const { id, measure, content } = props;
  const { left, unit } = leftOf(measure);
  const isInBytes = unit === 'bytes';
  const { name } = content.network;
  const isOver = !measure.withinLimits;
  const parts = measure.parts ?? 1;
  const leftWords = isInBytes
    ? say('{count} bytes left', { count: left })
    : say('{count} characters left', { count: left });
  const over = { count: -left, network: name };
  const overWords = isInBytes
    ? say('{count} bytes over what {network} takes', over)
    : say('{count} characters over what {network} takes', over);
  const counted =
    !isOver && parts > 1
      ? say('Goes out as a thread of {count}', { count: parts })
      : isOver
        ? overWords
        : leftWords;
  return (
    <div class="composer-text-count-line">
      <span id={id} class={isOver ? 'composer-text-count composer-text-count-over' : 'composer-text-count'}>
        {content.addedBy === undefined
          ? counted
          : say('{count}, with what @{account} adds', { count: counted, account: content.addedBy })}
      </span>
      {/* Said only where it matters: a count at every key press would drown what is typed. */}
      <span class="visually-hidden" role="status">
        {isOver ? say('The text is too long for {network}.', { network: name }) : left <= 20 ? leftWords : ''}
      </span>
    </div>
  );
}

/** The images and videos in what was pasted or dropped. */
export function imagesOf(data: DataTransfer | null): readonly File[] {
  return [...(data?.files ?? [])].filter(({ type }) => /^(?:image|video)\//.test(type));
}
