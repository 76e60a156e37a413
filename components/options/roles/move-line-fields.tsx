import type { JSX } from 'preact';
import type { ClientAccess, PostingAccess, Role, RoleModel } from '../../../lib/roles';
import { say } from '../../../lib/words/say';
import type { MoveLine } from '../../../lib/workspace/role-model-move';
import { CheckField, SelectField } from '../../ui/field';
import { CLIENT_ACCESS_WORDS, POSTING_WORDS, ROLE_WORDS, ROLES_OF_MODEL } from '../role-words';
import { ADD_ON_WORDS } from './role-table-words';

const LEVELS = ['read', 'posting', 'full'] as const satisfies readonly ClientAccess[];
const POSTINGS = ['needsApproval', 'full'] as const satisfies readonly PostingAccess[];

interface MoveLineFieldsProps {
  readonly line: MoveLine;
  readonly to: RoleModel;
  readonly personName: string;
  /** Of a line for one account. */
  readonly accountName: string | undefined;
  readonly problems: readonly string[];
  readonly onChange: (line: MoveLine) => void;
}

/** What somebody becomes in the other model; or, in a line for one account, there. */
export function MoveLineFields(props: MoveLineFieldsProps): JSX.Element {
  const { line, to, personName, accountName, problems, onChange } = props;
  const { role, clientAccess, addOns = [], posting } = line;
  const isForAccount = line.accountId !== undefined;
  const where = accountName ?? personName;
  const showsRole = !(isForAccount && to === 'agency');
  const showsPosting = to === 'agency' && (isForAccount || role === 'editor' || role === 'client');
  return (
    <div class="move-line">
      {isForAccount && (
        <p class="move-line__account">
          {say('On')} <bdi>{accountName}</bdi>
        </p>
      )}
      {showsRole && (
        <SelectField
          label={say('Becomes')}
          name={`role of ${where}`}
          value={role ?? 'editor'}
          error={problems.length > 0 ? problems.join('; ') : undefined}
          choices={ROLES_OF_MODEL[to].map((value) => ({ value, label: say(ROLE_WORDS[value].label) }))}
          onChange={(chosen) => onChange(withRole(line, chosen, to))}
        />
      )}
      {role === 'client' && !isForAccount && (
        <SelectField
          label={say('Client access')}
          name={`access of ${where}`}
          value={clientAccess ?? 'read'}
          choices={LEVELS.map((value) => ({ value, label: say(CLIENT_ACCESS_WORDS[value].label) }))}
          onChange={(chosen) => onChange({ ...line, clientAccess: chosen })}
        />
      )}
      {showsPosting && (
        <SelectField
          label={say('Posting access')}
          name={`posting of ${where}`}
          value={posting ?? 'needsApproval'}
          error={!showsRole && problems.length > 0 ? problems.join('; ') : undefined}
          choices={POSTINGS.map((value) => ({ value, label: say(POSTING_WORDS[value].label) }))}
          onChange={(chosen) => onChange({ ...line, posting: chosen })}
        />
      )}
      {to === 'enterprise' && !isForAccount && role !== 'administrator' && (
        <CheckField
          label={say(ADD_ON_WORDS.teamLeader)}
          name={`team leader ${where}`}
          checked={addOns.includes('teamLeader')}
          onChange={(isLeader) => onChange({ ...line, addOns: isLeader ? ['teamLeader'] : [] })}
        />
      )}
    </div>
  );
}

/** Another role brings what belongs to it, and drops what does not. */
function withRole(line: MoveLine, role: Role, to: RoleModel): MoveLine {
  const { memberId, accountId, addOns, clientAccess, posting } = line;
  if (accountId !== undefined) return { memberId, accountId, role };
  if (to === 'enterprise') return { memberId, role, addOns: role === 'administrator' ? [] : (addOns ?? []) };
  return {
    memberId,
    role,
    ...(role === 'client' && { clientAccess: clientAccess ?? 'read' }),
    ...(role !== 'owner' && { posting: role === 'admin' ? 'full' : (posting ?? 'needsApproval') }),
  };
}
