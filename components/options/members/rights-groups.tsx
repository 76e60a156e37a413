import './rights-groups.css';
import { say, sayList } from '../../../lib/words/say';
import type { RightsGroup } from '../../../lib/workspace/member-rights';

/** As many deeds of a place as are read at a glance; the others are folded away. */
const SHOWN_DEEDS = 8;

/** What somebody may do, or no longer may, place by place. */
export function RightsGroups({ groups }: { readonly groups: readonly RightsGroup[] }) {
  return (
    <ul class="rights-groups">
      {groups.map((group) => (
        <li key={`${group.placeCount} ${group.places.join()}`}>
          <span class="rights-groups__place">{placeWords(group)}</span>
          {capitalized(sayList(group.deeds.slice(0, SHOWN_DEEDS), 'unit'))}
          {group.deeds.length > SHOWN_DEEDS && (
            <details class="rights-groups__more">
              <summary>
                {say('{count, plural, one {One more thing} other {# more things}}', {
                  count: group.deeds.length - SHOWN_DEEDS,
                })}
              </summary>
              {capitalized(sayList(group.deeds.slice(SHOWN_DEEDS), 'unit'))}
            </details>
          )}
        </li>
      ))}
    </ul>
  );
}

function placeWords({ places, placeCount }: RightsGroup): string {
  if (placeCount === 0) return say('In the workspace');
  if (placeCount === places.length) return say('On {places}', { places: sayList(places) });
  return say('On {places} and {count, plural, one {one more} other {# more}}', {
    places: sayList(places, 'unit'),
    count: placeCount - places.length,
  });
}

function capitalized(text: string): string {
  return text.slice(0, 1).toLocaleUpperCase() + text.slice(1);
}
