import type { JSX, RefObject } from 'preact';
import { useState } from 'preact/hooks';

/** Where an explanation floats, in pixels of the window; undefined while it is not shown. */
export type ExplanationPlace = {
  readonly left: number;
  readonly top?: number;
  readonly bottom?: number;
  readonly width: number;
};

const WIDTH = 280;
const MARGIN = 8;

/** Shows an explanation beside an element, always inside the window, and hides it again with Escape. */
export function useExplanation(anchor: RefObject<HTMLElement | null>) {
  const [place, setPlace] = useState<ExplanationPlace>();
  const show = () => {
    const box = anchor.current?.getBoundingClientRect();
    if (!box) return;
    const width = Math.min(WIDTH, innerWidth - 2 * MARGIN);
    const left = Math.max(
      MARGIN,
      Math.min(box.left + box.width / 2 - width / 2, innerWidth - width - MARGIN),
    );
    const hasRoomAbove = box.top > 110;
    setPlace({
      left,
      width,
      ...(hasRoomAbove ? { bottom: innerHeight - box.top + 4 } : { top: box.bottom + 4 }),
    });
  };
  const hide = () => setPlace(undefined);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !place) return;
    // Escape would otherwise also close what is around the button.
    event.stopPropagation();
    event.preventDefault();
    hide();
  };
  return { place, show, hide, onKeyDown };
}

/** Words about an element: read out with it at all times, on the screen when they are asked for. */
export function Explanation(props: {
  readonly id: string;
  readonly place: ExplanationPlace | undefined;
  readonly text: string;
}): JSX.Element {
  const { id, place, text } = props;
  const style = place && {
    left: `${place.left}px`,
    inlineSize: `${place.width}px`,
    ...(place.top === undefined ? { bottom: `${place.bottom}px` } : { top: `${place.top}px` }),
  };
  return (
    <span id={id} role="tooltip" class={place ? 'explanation' : 'visually-hidden'} style={style} dir="auto">
      {text}
    </span>
  );
}
