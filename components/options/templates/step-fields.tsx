import { useLayoutEffect, useRef, useState } from 'preact/hooks';
import type { ApproverView } from '../../../lib/messages/team-views';
import type { MemberId } from '../../../lib/roles';
import { say } from '../../../lib/words/say';
import { Button } from '../../ui/button';
import { type Choice, SelectField, TextField } from '../../ui/field';
import { useOptionsServices } from '../options-services';
import { memberRoleName } from '../role-words';
import { ChoicePicker } from '../teams/choice-picker';
import { nameOfMember } from '../teams/team-words';
import type { WorkspaceNow } from '../use-workspace';
import { emptyStep, MAX_STEPS, type StepDraft, withStepMoved } from './template-draft';

interface StepFieldsProps {
  readonly steps: readonly StepDraft[];
  readonly approvers: readonly ApproverView[];
  /** A sentence for each wrong field, by the field's path. */
  readonly fields: Readonly<Record<string, string>>;
  readonly workspace: WorkspaceNow;
  readonly onChange: (steps: readonly StepDraft[]) => void;
}

/**
 * The steps of a template along a line. They are moved by their buttons, by Alt with the arrow keys, or by dragging
 * their title; the focus goes along.
 */
export function StepFields({ steps, approvers, fields, workspace, onChange }: StepFieldsProps) {
  const services = useOptionsServices();
  const list = useRef<HTMLOListElement>(null);
  const [dragged, setDragged] = useState<string>();
  const [moved, setMoved] = useState('');
  /** Where the focus goes as soon as it is there. */
  const wish = useRef<{ readonly key: string; readonly element?: Element | null }>(undefined);

  useLayoutEffect(() => {
    if (!wish.current) return;
    const { key, element } = wish.current;
    wish.current = undefined;
    const step = list.current?.querySelector(`[data-step="${CSS.escape(key)}"]`);
    // At an end of the line one of the buttons does nothing any more: then it is the name.
    const isAble = element instanceof HTMLElement && element.isConnected && !element.matches(':disabled');
    (isAble ? element : step?.querySelector<HTMLElement>('[data-name] input'))?.focus();
  });

  function move(from: number, to: number): void {
    const step = steps[from];
    const next = withStepMoved(steps, from, to);
    if (!step || next === steps) return;
    // What is moved in the page loses the focus: it gets it back.
    wish.current = { key: step.key, element: document.activeElement };
    setMoved(say('Step {number} of {count} now.', { number: to + 1, count: steps.length }));
    onChange(next);
  }

  function remove(index: number): void {
    const next = steps.filter((_, position) => position !== index);
    const neighbour = next[index] ?? next[index - 1];
    if (neighbour) wish.current = { key: neighbour.key };
    onChange(next);
  }

  function add(): void {
    const step = emptyStep(services.newId());
    wish.current = { key: step.key };
    onChange([...steps, step]);
  }

  return (
    <>
      <ol class="step-fields" ref={list} aria-label={say('Steps')}>
        <li class="step-fields__end">{say('The author sends the post')}</li>
        {steps.map((step, index) => (
          <li
            key={step.key}
            data-step={step.key}
            onDragOver={(event) => dragged !== undefined && event.preventDefault()}
            onDrop={(event) => {
              event.preventDefault();
              const from = steps.findIndex(({ key }) => key === dragged);
              setDragged(undefined);
              move(from, index);
            }}
          >
            <fieldset
              class="step-fields__step"
              aria-label={titleOf(step, index)}
              data-dragged={dragged === step.key || undefined}
              onKeyDown={(event) => {
                const by = event.key === 'ArrowUp' ? -1 : event.key === 'ArrowDown' ? 1 : 0;
                if (!event.altKey || by === 0) return;
                event.preventDefault();
                move(index, index + by);
              }}
            >
              <div class="step-fields__head">
                {/* biome-ignore lint/a11y/noStaticElementInteractions: dragging is one more way, beside the buttons */}
                <span
                  class="step-fields__title"
                  draggable={steps.length > 1}
                  onDragStart={(event) => {
                    // Firefox drags nothing that carries no data (2026-11).
                    event.dataTransfer?.setData('text/plain', step.name);
                    setDragged(step.key);
                  }}
                  onDragEnd={() => setDragged(undefined)}
                >
                  {say('Step {number}', { number: index + 1 })}
                </span>
                {steps.length > 1 && (
                  <>
                    <Button
                      look="quiet"
                      disabled={index === 0}
                      aria-label={say('Earlier: {step}', { step: titleOf(step, index) })}
                      onClick={() => move(index, index - 1)}
                    >
                      {say('Earlier')}
                    </Button>
                    <Button
                      look="quiet"
                      disabled={index === steps.length - 1}
                      aria-label={say('Later: {step}', { step: titleOf(step, index) })}
                      onClick={() => move(index, index + 1)}
                    >
                      {say('Later')}
                    </Button>
                    <Button
                      look="quiet"
                      aria-label={say('Remove: {step}', { step: titleOf(step, index) })}
                      onClick={() => remove(index)}
                    >
                      {say('Remove')}
                    </Button>
                  </>
                )}
              </div>
              <OneStep
                step={step}
                path={`template.steps[${index}]`}
                approvers={approvers}
                fields={fields}
                workspace={workspace}
                onChange={(changed) => onChange(steps.map((each) => (each === step ? changed : each)))}
              />
            </fieldset>
          </li>
        ))}
        <li class="step-fields__end">{say('The post goes out')}</li>
      </ol>
      <div class="options-form__actions">
        {steps.length < MAX_STEPS && <Button onClick={add}>{say('Add step')}</Button>}
      </div>
      <p class="visually-hidden" aria-live="polite">
        {moved}
      </p>
    </>
  );
}

function titleOf({ name }: StepDraft, index: number): string {
  return name.trim() === ''
    ? say('Step {number}', { number: index + 1 })
    : say('Step {number}, {name}', { number: index + 1, name: name.trim() });
}

function OneStep({
  step,
  path,
  approvers,
  fields,
  workspace,
  onChange,
}: {
  readonly step: StepDraft;
  readonly path: string;
  readonly approvers: readonly ApproverView[];
  readonly fields: Readonly<Record<string, string>>;
  readonly workspace: WorkspaceNow;
  readonly onChange: (step: StepDraft) => void;
}) {
  const customRoles = workspace.view?.customRoles ?? [];
  const known = new Set(approvers.map(({ memberId }) => memberId));
  const listed: readonly ApproverView[] = [
    ...approvers,
    // Somebody who has left is still named, so that they can be let go.
    ...step.approverIds.filter((id) => !known.has(id)).map((memberId) => ({ memberId })),
  ];
  const wrong = [
    fields[`${path}.approverIds`],
    ...step.approverIds.map((_, position) => fields[`${path}.approverIds[${position}]`]),
  ].filter((words) => words !== undefined);
  const rules: readonly Choice<StepDraft['rule']>[] = [
    { value: 'any', label: say('Any one of them') },
    { value: 'all', label: say('All of them') },
    { value: 'number', label: say('A number of them') },
  ];
  const ruleError = fields[`${path}.rule`];
  return (
    <>
      <div data-name>
        <TextField
          label={say('Name of the step')}
          name={`${path}.name`}
          value={step.name}
          onInput={(name) => onChange({ ...step, name })}
          error={fields[`${path}.name`]}
        />
      </div>
      <ChoicePicker
        label={say('Who approves')}
        entries={listed.map(({ memberId, refusal }) => {
          const member = workspace.view?.members.find(({ id }) => id === memberId);
          return {
            id: memberId,
            label: nameOfMember(workspace, memberId),
            about: member ? memberRoleName(member, customRoles) : '',
            // Whoever is named already can always be let go.
            refusal:
              step.approverIds.includes(memberId) || refusal === undefined ? undefined : sentence(refusal),
          };
        })}
        chosen={step.approverIds}
        error={wrong.length > 0 ? wrong.join(' ') : undefined}
        emptyWords={say('There is nobody who could approve.')}
        onChange={(chosen) => onChange({ ...step, approverIds: chosen as readonly MemberId[] })}
      />
      <div class="step-fields__rule">
        <SelectField
          label={say('How many have to approve')}
          name={`${path}.rule`}
          value={step.rule}
          choices={rules}
          error={step.rule === 'number' ? undefined : ruleError}
          onChange={(rule) => onChange({ ...step, rule })}
        />
        {step.rule === 'number' && (
          <TextField
            label={say('How many')}
            name={`${path}.count`}
            type="number"
            min="1"
            max="100"
            value={String(step.count)}
            onInput={(count) =>
              onChange({ ...step, count: Math.min(100, Math.max(1, Math.trunc(Number(count) || 1))) })
            }
            error={ruleError}
          />
        )}
      </div>
    </>
  );
}

/** The check's reasons begin small, because they follow a name elsewhere. */
function sentence(reason: string): string {
  return `${reason.slice(0, 1).toUpperCase()}${reason.slice(1)}.`;
}
