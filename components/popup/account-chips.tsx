import { say } from '../../lib/words/say';
import './account-chips.css';
import type { JSX } from 'preact';
import { useId, useRef } from 'preact/hooks';
import type { AccountView } from '../../lib/messages/views';
import type { AccountId } from '../../lib/roles';
import { AccountName } from '../ui/account-name';
import { Explanation, useExplanation } from '../ui/explanation';
import { refusalOf } from '../ui/refusal-of';

export interface AccountChipsProps {
  readonly accounts: readonly AccountView[];
  readonly chosen: readonly AccountId[];
  /** The account of a post that is being edited stays. */
  readonly isFixed: boolean;
  readonly onChange: (chosen: readonly AccountId[]) => void;
}

/** For which accounts a post is written: those that the member may draft for, and the others with the reason. */
export function AccountChips({ accounts, chosen, isFixed, onChange }: AccountChipsProps): JSX.Element {
  const shown = accounts.filter(({ id, removed }) =>
    isFixed ? chosen.includes(id) : !removed || chosen.includes(id),
  );
  return (
    <fieldset class="account-chips">
      <legend class="compose-label">{isFixed ? say('Account') : say('Accounts')}</legend>
      {shown.map((account) => {
        const isChosen = chosen.includes(account.id);
        const toggled = isChosen ? chosen.filter((id) => id !== account.id) : [...chosen, account.id];
        return (
          <AccountChip
            key={account.id}
            account={account}
            isChosen={isChosen}
            // Whatever was chosen can be let go of.
            refusal={
              isFixed
                ? say('A post stays on its account: copy it for another one.')
                : refusalOfAccount(account, isChosen)
            }
            onToggle={() => onChange(toggled)}
          />
        );
      })}
      {shown.length === 0 && (
        <p class="compose-hint">
          {say('No account is in your reach yet. An owner or admin can give you one.')}
        </p>
      )}
    </fieldset>
  );
}

function refusalOfAccount({ createPost, removed }: AccountView, isChosen: boolean): string | undefined {
  if (isChosen) return undefined;
  if (removed) return say('This account was removed from the workspace.');
  return createPost.allowed ? undefined : refusalOf(createPost);
}

function AccountChip(props: {
  readonly account: AccountView;
  readonly isChosen: boolean;
  readonly refusal: string | undefined;
  readonly onToggle: () => void;
}): JSX.Element {
  const { account, isChosen, refusal, onToggle } = props;
  const id = useId();
  const anchor = useRef<HTMLLabelElement>(null);
  const explanation = useExplanation(anchor);
  const listeners = refusal
    ? {
        onMouseEnter: explanation.show,
        onMouseLeave: explanation.hide,
        onFocusIn: explanation.show,
        onFocusOut: explanation.hide,
        onKeyDown: explanation.onKeyDown,
      }
    : {};
  return (
    <span class="account-chip-place" {...listeners}>
      <label class={refusal ? 'account-chip account-chip-refused' : 'account-chip'} ref={anchor}>
        <input
          type="checkbox"
          checked={isChosen}
          aria-disabled={refusal ? 'true' : undefined}
          aria-describedby={refusal ? id : undefined}
          onClick={(event) => {
            if (!refusal) return;
            event.preventDefault();
            explanation.show();
          }}
          onChange={() => refusal || onToggle()}
        />
        <AccountName name={account.name} handle={account.handle} />
      </label>
      {refusal && <Explanation id={id} place={explanation.place} text={refusal} />}
    </span>
  );
}
