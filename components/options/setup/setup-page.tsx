import type { ComponentChildren } from 'preact';
import { PageHeading } from '../page-heading';

/** One step: what it is about, and why. */
export function SetupPage(props: {
  readonly title: string;
  readonly lead: ComponentChildren;
  readonly children: ComponentChildren;
}) {
  const { title, lead, children } = props;
  return (
    <div class="setup__step">
      <div class="setup__head">
        <PageHeading>{title}</PageHeading>
        <p class="options-lead">{lead}</p>
      </div>
      {children}
    </div>
  );
}
