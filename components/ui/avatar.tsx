import './avatar.css';
import type { JSX } from 'preact';

/** How many tints there are in avatar.css. */
const TINTS = 6;

/** The first letters of up to two words: "Edda Ek" becomes "EE", and "Pine & Oak" "PO". */
export function initialsOf(name: string): string {
  const all = name.trim().split(/\s+/);
  const named = all.filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const words = (named.length > 0 ? named : all).slice(0, 2);
  return words.map((word) => [...word][0]?.toLocaleUpperCase() ?? '').join('');
}

function tintOf(name: string): number {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
  return sum % TINTS;
}

/** Somebody's initials on a tint of their own. The name stands beside it, so it says nothing by itself. */
export function Avatar({
  name,
  size = 'small',
}: {
  readonly name: string;
  readonly size?: 'small' | 'large';
}): JSX.Element {
  return (
    <span class={`avatar avatar-${size} avatar-tint-${tintOf(name)}`} aria-hidden="true">
      {initialsOf(name)}
    </span>
  );
}
