import './templates-room.css';
import type { TemplatesView, TemplateView } from '../../../lib/messages/team-views';
import { say } from '../../../lib/words/say';
import { Callout } from '../../ui/callout';
import { DecisionButton } from '../../ui/decision-button';
import { PageHeading } from '../page-heading';
import type { RoomProps } from '../rooms';
import { goTo, goToInstead } from '../route';
import { useAnswer } from '../use-answer';
import { refusalIn } from '../use-decisions';
import type { WorkspaceNow } from '../use-workspace';
import { RemoveTemplateDialog } from './remove-template-dialog';
import { StepLine } from './step-line';
import { TemplateDialog } from './template-dialog';

/** The approval templates that the one at the browser may see, by team. */
export function TemplatesRoom({ route, workspace }: RoomProps) {
  const { view, revision } = workspace;
  const { value, failure } = useAnswer('templates.get', {}, revision);
  const close = () => goToInstead('#/templates');
  const target = value?.templates.find(({ template }) => template.id === route.target);
  const edits = value !== undefined && editsAnywhere(value);
  const refusal = value && !edits ? refusalIn(value.editShared) : undefined;

  return (
    <>
      <div class="administration__head">
        <PageHeading>{say('Approval templates')}</PageHeading>
        {edits && view && (
          <DecisionButton
            decision={view.rights['approvalTemplate.edit']}
            look="primary"
            onPress={() => goTo('#/templates/add')}
          >
            {say('New template')}
          </DecisionButton>
        )}
      </div>
      <p class="options-lead">
        {say(
          'A template says who approves a post, step by step. Whoever sends a post for approval chooses one in the composer.',
        )}
      </p>
      {failure !== undefined && (
        <Callout tone="danger" announced>
          <p>{failure}</p>
        </Callout>
      )}
      {refusal !== undefined && (
        <Callout tone="info">
          <p>{refusal}</p>
        </Callout>
      )}
      {value && value.templates.length === 0 && (
        <div class="options-empty">
          <h2>{say('No template yet')}</h2>
          <p>
            {say(
              'Without one, a post that is sent for approval needs one word of anybody who may approve on its account.',
            )}
          </p>
        </div>
      )}
      {value && value.templates.length > 0 && (
        <div class="templates-room">
          {groupsOf(value).map(({ id, name, templates }) => (
            <section class="templates-room__team" key={id} aria-label={name}>
              <h2>
                <bdi>{name}</bdi>
              </h2>
              <ul class="templates-room__list">
                {templates.map((each) => (
                  <li key={each.template.id}>
                    <TemplateCard view={each} showsDeeds={edits} workspace={workspace} />
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
      )}
      {route.deed === 'add' && value && (
        <TemplateDialog templates={value} workspace={workspace} onClose={close} />
      )}
      {target && value && route.deed === 'edit' && (
        <TemplateDialog
          key={target.template.id}
          edited={target}
          templates={value}
          workspace={workspace}
          onClose={close}
        />
      )}
      {target && route.deed === 'remove' && (
        <RemoveTemplateDialog key={target.template.id} view={target} workspace={workspace} onClose={close} />
      )}
    </>
  );
}

/** Whether there is anything to make or change here for the one at the browser. */
function editsAnywhere({ teams, editShared }: TemplatesView): boolean {
  return editShared.allowed || teams.some(({ edit }) => edit.allowed);
}

/** Those of every team first, then team by team. */
function groupsOf({ templates, teams }: TemplatesView) {
  const groups = [
    {
      id: '',
      name: say('Every team'),
      templates: templates.filter(({ template }) => template.teamId === undefined),
    },
    ...teams.map(({ id, name }) => ({
      id: id as string,
      name,
      templates: templates.filter(({ template }) => template.teamId === id),
    })),
  ];
  return groups.filter((group) => group.templates.length > 0);
}

function TemplateCard({
  view: { template, edit, problems },
  showsDeeds,
  workspace,
}: {
  readonly view: TemplateView;
  readonly showsDeeds: boolean;
  readonly workspace: WorkspaceNow;
}) {
  const { id, name } = template;
  return (
    <div class="options-panel">
      <div class="options-panel__head">
        <h3>
          <bdi>{name}</bdi>
        </h3>
        {showsDeeds && (
          <div class="options-deeds">
            <DecisionButton
              decision={edit}
              label={say('Edit {name}', { name })}
              onPress={() => goTo(`#/templates/${id}/edit`)}
            >
              {say('Edit')}
            </DecisionButton>
            <DecisionButton
              decision={edit}
              look="quiet"
              label={say('Remove {name}', { name })}
              onPress={() => goTo(`#/templates/${id}/remove`)}
            >
              {say('Remove')}
            </DecisionButton>
          </div>
        )}
      </div>
      <StepLine template={template} problems={problems} workspace={workspace} />
    </div>
  );
}
