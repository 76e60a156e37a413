import type { Grant } from '../../../lib/roles';
import { say } from '../../../lib/words/say';
import { CheckField } from '../../ui/field';
import { GRANT_WORDS } from '../role-words';

const GRANTS: readonly Grant[] = ['addAccounts', 'removeAccounts'];

interface GrantFieldsProps {
  readonly grants: readonly Grant[];
  /** Why whoever is at the browser may not give or take them. */
  readonly refusal?: string | undefined;
  readonly onChange: (grants: readonly Grant[]) => void;
}

/** What an owner may give to a single admin beyond the role. */
export function GrantFields({ grants, refusal, onChange }: GrantFieldsProps) {
  return (
    <div class="options-form__pair">
      {GRANTS.map((grant) => (
        <CheckField
          key={grant}
          name={grant}
          label={say(GRANT_WORDS[grant].label)}
          hint={say(GRANT_WORDS[grant].hint)}
          checked={grants.includes(grant)}
          refusal={refusal}
          onChange={(checked) =>
            onChange(checked ? [...grants, grant] : grants.filter((each) => each !== grant))
          }
        />
      ))}
    </div>
  );
}
