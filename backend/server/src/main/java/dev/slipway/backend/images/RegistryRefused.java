package dev.slipway.backend.images;

/** A registry did not give what was asked for. */
public final class RegistryRefused extends Exception {
  private final String type;

  public RegistryRefused(String type, String sentence) {
    super(sentence);
    this.type = type;
  }

  /** Stable, such as {@code registry-refused}. */
  public String type() {
    return type;
  }

  /** Always there, unlike that of other exceptions. */
  @Override
  public String getMessage() {
    return String.valueOf(super.getMessage());
  }
}
