import type { Grant } from '../../../lib/roles';
import { CheckField } from '../../ui/field';
import { GRANT_WORDS } from '../role-words';

const GRANTS: readonly Grant[] = ['addAccounts', 'removeAccounts'];

interface GrantFieldsProps {
  readonly grants: readonly Grant[];
  readonly onChange: (grants: readonly Grant[]) => void;
}

/** What an owner may give to a single admin beyond the role. */
export function GrantFields({ grants, onChange }: GrantFieldsProps) {
  return (
    <div class="options-form__pair">
      {GRANTS.map((grant) => (
        <CheckField
          key={grant}
          name={grant}
          {...GRANT_WORDS[grant]}
          checked={grants.includes(grant)}
          onChange={(checked) =>
            onChange(checked ? [...grants, grant] : grants.filter((each) => each !== grant))
          }
        />
      ))}
    </div>
  );
}
