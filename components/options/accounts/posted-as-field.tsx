import { useEffect, useState } from 'preact/hooks';
import { ask } from '../../../lib/messages/client';
import { describeFailure } from '../../../lib/messages/message-failed';
import type { Decision } from '../../../lib/roles';
import { say } from '../../../lib/words/say';
import type { Account } from '../../../lib/workspace/records';
import { SelectField } from '../../ui/field';
import { refusalOf } from '../../ui/refusal-of';

interface PostedAsFieldProps {
  readonly account: Account;
  readonly value: string;
  /** Whoever signs in to the account decides; others see who is chosen, and why it is not theirs to change. */
  readonly decision: Decision | undefined;
  readonly onChange: (postedAs: string) => void;
}

/** Whom posts are published as that go out with the account's own sign-in: one of those whom the site offers. */
export function PostedAsField({ account, value, decision, onChange }: PostedAsFieldProps) {
  const [offered, setOffered] = useState<readonly { value: string; words: string }[]>([]);
  const [problem, setProblem] = useState<string>();
  const isAllowed = decision?.allowed === true;

  useEffect(() => {
    if (!isAllowed) return;
    ask('composition.choices', { accountId: account.id, fieldId: 'author' }).then(
      (choices) => setOffered([...choices]),
      (error: unknown) => setProblem(describeFailure(error, say('The site’s authors could not be read.'))),
    );
  }, [account.id, isAllowed]);

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
        problem ??
        say(
          'For posts that go out with the account’s own sign-in. Members who sign in themselves choose for themselves.',
        )
      }
      error={undefined}
      value={value}
      choices={all}
      onChange={onChange}
    />
  );
}
