import './account-name.css';
import type { JSX } from 'preact';

/** An account in one line: its name, and its handle more quietly. A long one is cut at its end. */
export function AccountName(props: { readonly name: string; readonly handle: string }): JSX.Element {
  const { name, handle } = props;
  return (
    <span class="account-name" title={`${name} @${handle}`}>
      {name !== handle && <bdi class="account-name-name">{name}</bdi>}
      <bdi class="account-name-handle">@{handle}</bdi>
    </span>
  );
}
