import type { JSX } from 'preact';
import type { DescribedCell } from '../../../lib/roles';
import { say, words } from '../../../lib/words/say';

const OUTLINES: Readonly<Record<DescribedCell['mark'], string>> = {
  yes: 'M3 8.5 6.5 12 13 4.5',
  no: 'M4.5 8h7',
  when: 'M8 2.5a5.5 5.5 0 1 0 0 11zM8 2.5a5.5 5.5 0 0 1 0 11',
};

const MARK_WORDS: Readonly<Record<DescribedCell['mark'], string>> = {
  yes: words('Yes'),
  no: words('No'),
  when: words('Only'),
};

/** Yes, no, or yes under a condition: by its shape, and in words. */
export function CellMark({ cell: { mark, condition } }: { readonly cell: DescribedCell }): JSX.Element {
  return (
    <span class="cell-mark" data-mark={mark}>
      <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">
        <path
          d={OUTLINES[mark]}
          fill={mark === 'when' ? 'currentColor' : 'none'}
          fill-opacity={mark === 'when' ? '0.35' : undefined}
          stroke="currentColor"
          stroke-width="1.8"
          stroke-linecap="round"
          stroke-linejoin="round"
        />
      </svg>
      <span class="visually-hidden">{say(MARK_WORDS[mark])} </span>
      {condition && <span class="role-matrix__condition">{condition}</span>}
    </span>
  );
}
