import type { AccountId, CredentialMode, MemberId } from '../../../lib/roles';
import { say } from '../../../lib/words/say';
import { Callout } from '../../ui/callout';
import { useAnswer } from '../use-answer';

interface CredentialsEffectProps {
  readonly member: { readonly id: MemberId; readonly name: string };
  readonly accountId: AccountId;
  /** What is chosen in the form, and not what holds. */
  readonly credentials: CredentialMode;
}

type Effect = { readonly rechecked: number; readonly withoutSignIn: number };

/** Says before it is saved which scheduled posts go out with another sign-in then, and whether there is one. */
export function CredentialsEffect({ member, accountId, credentials }: CredentialsEffectProps) {
  // Whoever may not set it is told so by the form itself.
  const { value: effect, isCurrent } = useAnswer('assignment.preview', {
    memberId: member.id,
    accountId,
    credentials,
  });
  if (!effect || !isCurrent) return null;
  return (
    <Callout tone={effect.withoutSignIn > 0 ? 'warning' : 'info'} announced>
      <p>{effectSentence(effect, member.name, credentials)}</p>
    </Callout>
  );
}

/** What a change does, as sentences: "2 scheduled posts will go out with Edi’s own sign-in, which is missing. …" */
export function effectSentence(
  { rechecked: count, withoutSignIn }: Effect,
  name: string,
  credentials: CredentialMode,
): string {
  const isOwn = credentials === 'member';
  if (count === 0)
    return isOwn
      ? say('No scheduled post is concerned. From now on posts go out with {name}’s own sign-in.', { name })
      : say('No scheduled post is concerned. From now on posts go out with the owner’s sign-in.');
  if (withoutSignIn === 0)
    return isOwn
      ? say(
          '{count, plural, one {One scheduled post} other {# scheduled posts}} will go out with {name}’s own sign-in.',
          { count, name },
        )
      : say(
          '{count, plural, one {One scheduled post} other {# scheduled posts}} will go out with the owner’s sign-in.',
          { count },
        );
  return isOwn
    ? say(
        '{count, plural, one {One scheduled post} other {# scheduled posts}} will go out with {name}’s own sign-in, which is missing. {name} has to sign in under Accounts before their time comes.',
        { count, name },
      )
    : say(
        '{count, plural, one {One scheduled post} other {# scheduled posts}} will go out with the owner’s sign-in, which is missing. An owner has to sign in under Accounts before their time comes.',
        { count },
      );
}
