import './changes-list.css';
import type { JSX } from 'preact';
import type { ChangeSummary, MemberChanges } from '../../../lib/roles';
import { say, sayList } from '../../../lib/words/say';
import { asHeading } from './role-table-words';

const NAMED_PLACES = 3;

/** What one member gains and loses. */
export function ChangesOf({ changes }: { readonly changes: readonly ChangeSummary[] }): JSX.Element {
  const gained = changes.filter(({ kind }) => kind === 'gained');
  const lost = changes.filter(({ kind }) => kind === 'lost');
  if (changes.length === 0) return <p class="options-quiet">{say('Gains and loses nothing.')}</p>;
  return (
    <div class="changes">
      <ChangeList title={say('Gains')} kind="gained" changes={gained} />
      <ChangeList title={say('Loses')} kind="lost" changes={lost} />
    </div>
  );
}

function ChangeList(props: {
  readonly title: string;
  readonly kind: ChangeSummary['kind'];
  readonly changes: readonly ChangeSummary[];
}): JSX.Element | null {
  const { title, kind, changes } = props;
  if (changes.length === 0) return null;
  return (
    <div class="changes__kind" data-kind={kind}>
      <p class="changes__title">{title}</p>
      <ul>
        {changes.map((change) => (
          <li key={change.deed} title={change.reason}>
            {asHeading(change.deed)}
            {change.places.length > 0 && (
              <span class="options-quiet">
                {' · '}
                <bdi>{placesInWords(change.places)}</bdi>
              </span>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}

function placesInWords(places: readonly string[]): string {
  const more = places.length - NAMED_PLACES;
  if (more <= 0) return sayList(places);
  const others = say('{count, plural, one {one more} other {# more}}', { count: more });
  return sayList([...places.slice(0, NAMED_PLACES), others]);
}

/** What everybody gains and loses, by name. */
export function ChangesByMember(props: {
  readonly changes: readonly MemberChanges[];
  readonly nameOf: (memberId: string) => string;
}): JSX.Element {
  return (
    <ul class="changes-by-member">
      {props.changes.map(({ memberId, changes }) => (
        <li key={memberId}>
          <bdi class="changes-by-member__name">{props.nameOf(memberId)}</bdi>
          <ChangesOf changes={changes} />
        </li>
      ))}
    </ul>
  );
}
