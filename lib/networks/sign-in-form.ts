/** The words of a network's sign-in form, for a page that knows no network, marked with `words`. Data alone: no secrets. */
export interface SignInForm {
  /** The network's id. */
  readonly network: string;
  readonly name: string;
  readonly labels: { readonly server: string; readonly identifier: string; readonly password: string };
  readonly hints: { readonly server: string; readonly identifier: string; readonly password: string };
  /** What stands in the field for the server at first; empty where everybody has another. */
  readonly defaultServer: string;
  /** Said when that field is empty. */
  readonly serverHelp: string;
  /** Whether the account's handle is what is signed in with; else people have names of their own there. */
  readonly signsInWithHandle: boolean;
  /** Whether people can sign in on a page of the server's own (`Network.signInByPage`); it is offered first. */
  readonly signsInByPage: boolean;
  /** Whether the browser has to be asked for the server: it answers no other origin. */
  readonly needsHost: boolean;
  readonly password: {
    /** What such a password is, and what it cannot do. */
    readonly about: string;
    /** Where one is made: a page of the network, or of the server that was typed in. */
    readonly page: { readonly address: string } | { readonly path: string };
    /** How to get there by hand. */
    readonly steps: readonly string[];
    /** What a button says that leads to the password, where a page is offered first. */
    readonly insteadOfPage?: string;
  };
  /** Whose name readers see when members sign in themselves. */
  readonly ownSignInHint: string;
  /** Whether a post can be published as somebody else than who is signed in. */
  readonly hasAuthors: boolean;
}
