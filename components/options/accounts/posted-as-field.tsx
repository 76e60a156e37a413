import type { Decision } from '../../../lib/roles';
import { say } from '../../../lib/words/say';
import type { Account } from '../../../lib/workspace/records';
import { SelectField } from '../../ui/field';
import { refusalOf } from '../../ui/refusal-of';
import { useAnswer } from '../use-answer';

interface PostedAsFieldProps {
  readonly account: Account;
  readonly value: string;
  /** Whoever signs in to the account decides; others see who is chosen, and why it is not theirs to change. */
  readonly decision: Decision | undefined;
  readonly onChange: (postedAs: string) => void;
}

/** Whom posts are published as that go out with the account's own sign-in: one of those whom the site offers. */
export function PostedAsField({ account, value, decision, onChange }: PostedAsFieldProps) {
  const isAllowed = decision?.allowed === true;
  const { value: offered = [], failure } = useAnswer(
    'composition.choices',
    isAllowed ? { accountId: account.id, fieldId: 'author' } : undefined,
  );
  const choices = offered.map((each) => ({ value: each.value, label: each.words }));
  const isKnown = value === '' || choices.some((choice) => choice.value === value);
  const all = [
    { value: '', label: say('Whoever is signed in') },
    ...(isKnown ? [] : [{ value, label: say('Author {name}', { name: value }) }]),
    ...choices,
  ];
  if (decision && !isAllowed) {
    const chosen =
      value === ''
        ? say('Posts that go out with the account’s own sign-in are published as whoever is signed in.')
        : say('Posts that go out with the account’s own sign-in are published as author {name}.', {
            name: value,
          });
    return (
      <p class="options-quiet">
        {chosen} {refusalOf(decision)}
      </p>
    );
  }
  return (
    <SelectField
      label={say('Published as')}
      name="postedAs"
      hint={
        failure ??
        say(
          'For posts that go out with the account’s own sign-in. Members who sign in themselves choose for themselves.',
        )
      }
      value={value}
      choices={all}
      onChange={onChange}
    />
  );
}
