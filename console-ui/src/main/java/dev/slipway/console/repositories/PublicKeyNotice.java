package dev.slipway.console.repositories;

import dev.slipway.api.repositories.CredentialView;
import dev.slipway.console.components.Copyable;
import dev.slipway.console.components.Notice;
import dev.slipway.console.components.Tone;

/** The half of a key that belongs at the forge, with where to put it. */
class PublicKeyNotice extends Notice {
  PublicKeyNotice(CredentialView key) {
    super(
        Tone.WAIT,
        "Add this key at the forge",
        "In the repository's settings under deploy keys (Bitbucket: access keys), for reading only. It can be shown again at any time; its other half never leaves Slipway.",
        new Copyable(String.valueOf(key.publicKey())));
  }
}
