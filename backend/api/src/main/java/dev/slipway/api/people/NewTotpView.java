package dev.slipway.api.people;

/**
 * @param secret base 32, for typing
 * @param uri {@code otpauth://}, for the authenticator app
 * @param qrCode the same as a picture: the {@code d} of an SVG path, a square of {@code qrSize}
 */
public record NewTotpView(String secret, String uri, String qrCode, int qrSize) {
  @Override
  public String toString() {
    return "NewTotpView[]";
  }
}
