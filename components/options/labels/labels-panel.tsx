import { useState } from 'preact/hooks';
import { run } from '../../../lib/messages/client';
import type { LabelView, WorkspaceView } from '../../../lib/messages/views';
import { say } from '../../../lib/words/say';
import { DecisionButton } from '../../ui/decision-button';
import { TextField } from '../../ui/field';
import { useToast } from '../../ui/toast';
import { wordFinder } from '../find-words';
import { goTo } from '../route';
import { SubmitButton } from '../submit-button';
import { SubmittedForm } from '../submitted-form';
import { useSubmission } from '../use-submission';

/** Longer lists are searched. */
const MANY = 8;

interface LabelsPanelProps {
  readonly labels: readonly LabelView[];
  readonly rights: WorkspaceView['rights'];
  readonly reload: () => Promise<void>;
}

/** The workspace's labels, and the way to make one. Who manages none sees their names alone. */
export function LabelsPanel({ labels, rights, reload }: LabelsPanelProps) {
  const [search, setSearch] = useState('');
  const manages = rights['label.edit'].allowed || rights['label.delete'].allowed;
  const isFound = wordFinder(search);
  const found = labels.filter(({ name }) => isFound(name));
  if (labels.length === 0 && !manages && !rights['label.create'].allowed) return null;
  return (
    <section class="options-panel" aria-labelledby="labels">
      <h2 id="labels">{say('Labels')}</h2>
      <p class="options-quiet">
        {say('Put on posts of social sites by your team. Nothing of it goes to the site.')}
      </p>
      <NewLabel decision={rights['label.create']} reload={reload} />
      {labels.length > MANY && (
        <TextField
          label={say('Search labels')}
          name="search-labels"
          type="search"
          value={search}
          onInput={setSearch}
        />
      )}
      {found.length === 0 ? (
        <p class="options-quiet" role="status">
          {labels.length === 0 ? say('There are no labels yet.') : say('No label is called so.')}
        </p>
      ) : manages ? (
        <ul class="labels-list" aria-label={say('Labels')}>
          {found.map((label) => (
            <LabelRow key={label.id} label={label} rights={rights} isAlone={labels.length === 1} />
          ))}
        </ul>
      ) : (
        <ul class="labels-chips" aria-label={say('Labels')}>
          {found.map(({ id, name }) => (
            <li key={id} class="options-tag">
              <bdi>{name}</bdi>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function NewLabel({
  decision,
  reload,
}: { decision: WorkspaceView['rights']['label.create'] } & Pick<LabelsPanelProps, 'reload'>) {
  const showToast = useToast();
  const [name, setName] = useState('');
  const labels = { name: say('New label') };
  const { isBusy, errors, formRef, submit } = useSubmission(labels);
  if (!decision.allowed) return null;

  async function create(): Promise<void> {
    await run('label.create', { name });
    await reload();
    showToast({ text: say('The label “{name}” was made.', { name: name.trim() }) });
    setName('');
    // The next one is often made right after.
    formRef.current?.querySelector('input')?.focus();
  }

  return (
    <SubmittedForm formRef={formRef} errors={errors} onSubmit={() => void submit(create)}>
      <div class="labels-new">
        <TextField
          label={labels.name}
          name="label-name"
          value={name}
          onInput={setName}
          error={errors.fields.name}
        />
        <SubmitButton isBusy={isBusy} look="plain" decision={decision}>
          {say('Add label')}
        </SubmitButton>
      </div>
    </SubmittedForm>
  );
}

/** "on 3 posts". */
function carriedBy({ posts = 0 }: LabelView): string {
  return say('{posts, plural, =0 {on no post} one {on one post} other {on # posts}}', { posts });
}

function LabelRow({
  label,
  rights,
  isAlone,
}: {
  readonly label: LabelView;
  readonly rights: WorkspaceView['rights'];
  readonly isAlone: boolean;
}) {
  const { id, name } = label;
  // Merging takes one away: it needs both.
  const mayMerge = rights['label.edit'].allowed ? rights['label.delete'] : rights['label.edit'];
  return (
    <li class="labels-row">
      <span class="labels-row__words">
        <bdi class="labels-row__name">{name}</bdi> <span class="options-quiet">{carriedBy(label)}</span>
      </span>
      <span class="labels-row__deeds">
        <DecisionButton
          decision={rights['label.edit']}
          label={say('Rename {name}', { name })}
          onPress={() => goTo(`#/labels/${id}/rename`)}
        >
          {say('Rename')}
        </DecisionButton>
        {!isAlone && (
          <DecisionButton
            decision={mayMerge}
            label={say('Merge {name}', { name })}
            onPress={() => goTo(`#/labels/${id}/merge`)}
          >
            {say('Merge')}
          </DecisionButton>
        )}
        <DecisionButton
          decision={rights['label.delete']}
          look="quiet"
          label={say('Delete {name}', { name })}
          onPress={() => goTo(`#/labels/${id}/delete`)}
        >
          {say('Delete')}
        </DecisionButton>
      </span>
    </li>
  );
}
