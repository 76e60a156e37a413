import { say } from '../../../lib/words/say';
import { PageHeading } from '../page-heading';
import type { RoomProps } from '../rooms';

export function ActivityRoom(_props: RoomProps) {
  return (
    <div class="administration__head">
      <PageHeading>{say('Activity')}</PageHeading>
    </div>
  );
}
