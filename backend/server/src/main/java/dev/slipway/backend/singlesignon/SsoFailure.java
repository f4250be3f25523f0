package dev.slipway.backend.singlesignon;

import dev.slipway.backend.kernel.Problem;

/**
 * A sign-in through a provider that does not work. The message is for owners; people who sign in
 * get the type, and a sentence of the console's.
 */
final class SsoFailure extends Exception {
  private final String type;

  SsoFailure(String type, String message) {
    super(message);
    this.type = type;
  }

  static SsoFailure provider(String message) {
    return new SsoFailure("provider", message);
  }

  String type() {
    return type;
  }

  /** What a program is told in place of the console's sentence. */
  Problem problem() {
    return switch (type) {
      case "account-link-required" ->
          Problem.conflict(
              type,
              "Somebody here has this e-mail address. Sign in as before, then connect the account in the profile.");
      case "identity-taken" ->
          Problem.conflict(
              type, "This account at the provider belongs to somebody else here already.");
      case "gone" -> Problem.notFound("connection");
      case "no-role", "removed" ->
          Problem.forbidden(
              "The provider vouches for this person, but the organization gives them no access. Ask an owner.");
      default ->
          Problem.of(
              Problem.Kind.UNAUTHENTICATED,
              "unauthenticated",
              "The provider has vouched for nobody, or too late. Begin anew at the sign-in page.");
    };
  }

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
