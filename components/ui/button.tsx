import './button.css';
import type { ButtonHTMLAttributes, ComponentChildren, JSX } from 'preact';
import { Icon, type IconName } from './icon';

export type ButtonLook = 'primary' | 'plain' | 'quiet' | 'danger';

export interface ButtonProps extends Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'icon' | 'class'> {
  readonly look?: ButtonLook | undefined;
  readonly icon?: IconName | undefined;
  readonly children?: ComponentChildren;
}

/** A button that works. One that may be refused is a `DecisionButton`. */
export function Button({ look = 'plain', icon, children, ...rest }: ButtonProps): JSX.Element {
  return (
    <button type="button" class={`button button-${look}`} {...rest}>
      {icon && <Icon name={icon} />}
      {children}
    </button>
  );
}
