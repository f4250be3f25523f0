package dev.slipway.api.people;

/**
 * @param code the last part of the invitation's link
 */
public record InvitationCode(String code) {
  @Override
  public String toString() {
    return "InvitationCode";
  }
}
