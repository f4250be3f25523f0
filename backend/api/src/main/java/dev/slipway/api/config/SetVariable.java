package dev.slipway.api.config;

/**
 * @param value may refer to others: {@code ${{ project.DB_HOST }}}
 */
public record SetVariable(String value, boolean secret) {
  @Override
  public String toString() {
    return secret ? "a secret" : "a variable";
  }
}
