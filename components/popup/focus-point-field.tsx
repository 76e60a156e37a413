import './focus-point-field.css';
import type { JSX, TargetedMouseEvent } from 'preact';
import { useRef } from 'preact/hooks';
import { say, sayWith } from '../../lib/words/say';
import type { AttachedImage, FocusPoint } from '../../lib/workspace/records';
import { Button } from '../ui/button';
import { focusWords } from '../ui/focus-words';
import { useMedia } from '../ui/use-media';

const MAX_HEIGHT_PX = 220;
/** What one key press moves, of the hundred from the centre to the edge. */
const STEP_PERCENT = 5;

/** By which range each arrow key moves the marker, whichever of the two has the keyboard: they look like one pad. */
const ARROWS: Readonly<Record<string, readonly ['x' | 'y', number]>> = {
  ArrowLeft: ['x', -STEP_PERCENT],
  ArrowRight: ['x', STEP_PERCENT],
  ArrowDown: ['y', -STEP_PERCENT],
  ArrowUp: ['y', STEP_PERCENT],
};

/** What of an image stays in sight when a network crops it: a marker on the image, put by a click or by arrow keys. */
export function FocusPointField(props: {
  readonly image: AttachedImage;
  /** Which of several images it is, from 1; undefined where it is the only one. */
  readonly number: number | undefined;
  /** Without a focus point it is the centre. */
  readonly onChange: (focus: FocusPoint | undefined) => void;
}): JSX.Element | null {
  const { image, number, onChange } = props;
  const which = { number: number ?? 1 };
  const media = useMedia(image.mediaId);
  const ranges = { x: useRef<HTMLInputElement>(null), y: useRef<HTMLInputElement>(null) };
  if (!media || media === 'missing') return null;
  const { x, y } = image.focus ?? { x: 0, y: 0 };
  const percents = { x: Math.round(x * 100), y: Math.round(y * 100) };

  const put = (next: { readonly x: number; readonly y: number }) => {
    const shareOf = (percent: number) => Math.min(100, Math.max(-100, Math.round(percent))) / 100;
    const focus = { x: shareOf(next.x), y: shareOf(next.y) };
    onChange(focus.x === 0 && focus.y === 0 ? undefined : focus);
  };

  const putAtPointer = (event: TargetedMouseEvent<HTMLElement>) => {
    const { left, top, width, height } = event.currentTarget.getBoundingClientRect();
    put({
      x: ((event.clientX - left) / width) * 200 - 100,
      y: 100 - ((event.clientY - top) / height) * 200,
    });
    ranges.x.current?.focus({ preventScroll: true });
  };

  const range = (axis: 'x' | 'y', label: string, where: string) => (
    <input
      ref={ranges[axis]}
      class="focus-point-range"
      type="range"
      min={-100}
      max={100}
      value={percents[axis]}
      aria-label={label}
      aria-valuetext={where}
      onInput={(event) => put({ ...percents, [axis]: event.currentTarget.valueAsNumber })}
      onKeyDown={(event) => {
        const [moved, byPercent] = ARROWS[event.key] ?? [];
        if (moved === undefined || byPercent === undefined) return;
        event.preventDefault();
        put({ ...percents, [moved]: percents[moved] + byPercent });
        // The one that moves is the one that is read out.
        ranges[moved].current?.focus();
      }}
    />
  );

  return (
    <details class="focus-point">
      <summary class="focus-point-summary">
        {sayWith('Stays in sight when cropped: <where>{place}</where>', {
          place: focusWords(image.focus),
          where: (parts: (string | JSX.Element)[]) => <span class="focus-point-words">{parts}</span>,
        })}
      </summary>
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the ranges in it take the keys */}
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the ranges in it are what is operated */}
      <div
        class="focus-point-pad"
        style={{
          aspectRatio: `${media.widthPx} / ${media.heightPx}`,
          inlineSize: `min(100%, ${(MAX_HEIGHT_PX * media.widthPx) / media.heightPx}px)`,
        }}
        onClick={putAtPointer}
      >
        <img class="focus-point-image" src={media.dataUrl} alt="" draggable={false} />
        {range(
          'x',
          number === undefined
            ? say('From left to right in this image')
            : say('From left to right in image {number}', which),
          focusWords({ x, y: 0 }),
        )}
        {range(
          'y',
          number === undefined
            ? say('From bottom to top in this image')
            : say('From bottom to top in image {number}', which),
          focusWords({ x: 0, y }),
        )}
        <span class="focus-point-marker" style={{ left: `${50 + x * 50}%`, top: `${50 - y * 50}%` }} />
      </div>
      <div class="focus-point-below">
        <span class="compose-hint">
          {say('Click what matters most, or move the marker with the arrow keys.')}
        </span>
        <Button
          look="quiet"
          aria-label={
            number === undefined
              ? say('Centre the marker in this image')
              : say('Centre the marker in image {number}', which)
          }
          onClick={() => onChange(undefined)}
        >
          {say('Centre')}
        </Button>
      </div>
    </details>
  );
}
