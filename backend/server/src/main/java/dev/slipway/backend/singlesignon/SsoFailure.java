package dev.slipway.backend.singlesignon;

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

  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
